// The tests of test_push_service.py in Node.js, through HTTP alone. SANDBOX_URL is the address of
// a sandbox with a manual clock: `serve --clock manual`.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

const SANDBOX = process.env.SANDBOX_URL;
const KEY = `Basic ${Buffer.from("sandbox").toString("base64")}`;
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const COMPANY = "8a210b68-6988-11ed-a1eb-0242ac120002";
const CONNECTION = "2e9d2c44-f675-40ba-8049-353bfcb5e171";
const DATASET = "acce2362-83d6-4e3e-a27f-f4a08e7217d5";
const STATUS = `${syncs(COMPANY)}/6fb40d5e-b13e-11ed-afa1-0242ac120002/status`;
const NOTHING = seeded(2040);
const OUTCOMES = {
    SUCCEEDS: [COMPANY, "2000 Complete"],
    NOTHING_TO_SYNC: [NOTHING, "2040 Complete"],
    RUNNING_LONG: [seeded(1010), "2000 Complete"],
    CONFIGURATION_INVALID: [seeded(4000), "4000 PushError"],
    COMPANY_NOT_FOUND: [seeded(4040), "4040 PushError"],
    SUBSCRIPTION_LAPSED: [seeded(4260), "4260 PushError"],
    WRITE_FAILED: [seeded(5130), "5130 PushError"],
    WITHOUT_CONNECTIONS: [seeded(4220), "refused 422"],
    PAYMENT_REQUIRED: [seeded(4020), "refused 402"],
    FORBIDDEN: [seeded(4030), "refused 403"],
};

function seeded(number) {
    return `${number}0000-0000-4000-8000-00000000c001`;
}

function syncs(company) {
    return `/companies/${company}/sync/expenses/syncs`;
}

// The control of the sandbox.

async function control(method, path, given) {
    const body = given === undefined ? undefined : JSON.stringify(given);
    const answer = await fetch(`${SANDBOX}/_sandbox/${path}`, { method, body });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
}

const advance = (seconds) => control("POST", "clock/advance", { seconds });
const replies = (list, options = {}) => control("POST", "replies", { replies: list, ...options });
const now = async () => Date.parse((await control("GET", "clock")).now);
const statuses = async () => (await control("GET", "requests")).requests.map((each) => each.status);

// The service under test, whose pauses move the clock of the sandbox.

async function send(method, path, given, attempts = 3) {
    let answer = null;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
        try {
            const body = given === undefined ? undefined : JSON.stringify(given);
            const headers = { Authorization: KEY, "Content-Type": "application/json" };
            answer = await fetch(SANDBOX + path, { method, headers, body });
        } catch {
            answer = null;
            continue;
        }
        if (![429, 503].includes(answer.status) || attempt === attempts - 1) {
            break;
        }
        await answer.arrayBuffer();
        await advance(Number(answer.headers.get("Retry-After") ?? 1));
    }
    return answer;
}

async function push(company, datasetIds) {
    const started = await send("POST", syncs(company), datasetIds ? { datasetIds } : {});
    if (started === null) {
        return "unreachable";
    }
    if (started.status !== 202) {
        return `refused ${started.status}`;
    }
    const { syncId } = await started.json();
    for (let poll = 0; poll < 400; poll += 1) {
        const polled = await send("GET", `${syncs(company)}/${syncId}/status`);
        if (polled?.status !== 200) {
            return "lost";
        }
        const found = await polled.json();
        if (found.syncStatusCode >= 2000) {
            return `${found.syncStatusCode} ${found.syncStatus}`;
        }
        await advance(5);
    }
    return "endless";
}

// A receiver of webhooks.

const received = [];
let refusals = [];
const receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => { body += piece; });
    request.on("end", () => {
        received.push({ headers: request.headers, body });
        response.writeHead(refusals.shift() ?? 204).end();
    });
});
let hook;

const events = () => received.map((each) => JSON.parse(each.body).eventType);

before(async () => {
    await new Promise((done) => { receiver.listen(0, "127.0.0.1", done); });
    hook = `http://127.0.0.1:${receiver.address().port}/hook`;
});

after(() => {
    receiver.closeAllConnections();
    receiver.close();
});

beforeEach(async () => {
    received.length = 0;
    refusals = [];
    await control("POST", "reset");
});

for (const [name, [company, outcome]] of Object.entries(OUTCOMES)) {
    test(`outcome of ${name}`, async () => {
        assert.equal(await push(company), outcome);
    });
}

test("a new company", async () => {
    const { id } = await control("POST", "companies", { name: "Acme", ending: 5120 });
    assert.equal(await push(id), "5120 PushError");
});

test("a dataset", async () => {
    const company = await control("POST", "companies", {});
    const { id } = await control("POST", `companies/${company.id}/datasets`, {});
    assert.equal(await push(company.id, [id]), "2000 Complete");
    assert.equal(await push(company.id, [id]), "5080 PushError");
});

test("a rate limit", async () => {
    const start = await now();
    await replies([{ fault: "rate_limited", arguments: { retryAfter: 7 } }]);
    assert.equal(await push(COMPANY), "2000 Complete");
    assert.deepEqual((await statuses()).slice(0, 2), [429, 202]);
    assert.equal(await now() - start, 12_000);
});

test("a quota", async () => {
    await control("PUT", "limits", { quota: 1 });
    const answers = [await send("GET", STATUS, undefined, 1), await send("GET", STATUS, undefined, 1)];
    assert.deepEqual(answers.map((each) => each.status), [200, 429]);
    assert.deepEqual(answers.map((each) => each.headers.get("X-Rate-Limit-Limit")), ["1", "1"]);
});

test("a server error", async () => {
    await replies([503], { times: 2 });
    assert.equal(await push(COMPANY), "2000 Complete");
    assert.deepEqual((await statuses()).slice(0, 3), [503, 503, 202]);
});

test("an outage", async () => {
    await replies([503], { times: 3 });
    assert.equal(await push(COMPANY), "refused 503");
});

test("a lost connection", async () => {
    await replies([{ fault: "reset" }]);
    assert.equal(await push(COMPANY), "2000 Complete");
});

test("an error of an operation", async () => {
    await replies([404], { operation: "get-sync-by-id" });
    assert.equal(await push(COMPANY), "lost");
    assert.deepEqual(await statuses(), [202, 404]);
});

test("an error of a company", async () => {
    await replies([500], { companyId: NOTHING });
    assert.equal(await push(COMPANY), "2000 Complete");
    assert.equal(await push(NOTHING), "refused 500");
});

test("an unsteady service", async () => {
    const found = [];
    for (let round = 0; round < 2; round += 1) {
        await control("DELETE", "replies");
        await replies([500], { times: 50, probability: 0.3, seed: 5 });
        const answers = [];
        for (let number = 0; number < 20; number += 1) {
            answers.push((await send("GET", STATUS, undefined, 1)).status);
        }
        found.push(answers);
    }
    assert.deepEqual(found[0], found[1]);
    const failed = found[0].filter((each) => each === 500).length;
    assert.ok(failed >= 2 && failed <= 12);
});

test("cleared replies", async () => {
    await replies([500]);
    await control("DELETE", "replies");
    assert.equal(await push(COMPANY), "2000 Complete");
});

test("time", async () => {
    const { syncId } = await (await send("POST", syncs(COMPANY), {})).json();
    const ended = [];
    for (const seconds of [0, 2, 2]) {
        await advance(seconds);
        const polled = await send("GET", `${syncs(COMPANY)}/${syncId}/status`);
        ended.push((await polled.json()).syncStatusCode >= 2000);
    }
    assert.deepEqual(ended, [false, false, true]);
});

test("a webhook", async () => {
    await control("POST", "webhooks/endpoints", { url: hook, secret: SECRET });
    await push(COMPANY);
    await advance(0);
    const [{ headers, body }] = received;
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const key = Buffer.from(SECRET.slice(6), "base64");
    const signature = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
    assert.equal(headers["webhook-signature"], signature);
    assert.deepEqual(events(), ["expenses.sync.successful"]);
});

test("a webhook again", async () => {
    await control("POST", "webhooks/endpoints", { url: hook });
    await push(COMPANY);
    await advance(0);
    const { deliveries } = await control("GET", "webhooks/deliveries");
    await control("POST", `webhooks/deliveries/${deliveries.at(-1).messageId}/resend`);
    await advance(0);
    assert.deepEqual(events(), ["expenses.sync.successful", "expenses.sync.successful"]);
});

test("a webhook that is refused", async () => {
    refusals = [500];
    await control("POST", "webhooks/endpoints", { url: hook });
    await push(COMPANY);
    await advance(10);
    const { deliveries } = await control("GET", "webhooks/deliveries");
    const found = deliveries.map(({ attempt, status }) => [attempt, status]);
    assert.deepEqual(found, [[1, 500], [2, 204]]);
});

test("no webhooks", async () => {
    await control("POST", "webhooks/endpoints", { url: hook });
    await control("DELETE", `webhooks/endpoints?url=${encodeURIComponent(hook)}`);
    await push(COMPANY);
    await advance(60);
    assert.deepEqual(received, []);
    assert.deepEqual(await control("GET", "webhooks/endpoints"), { endpoints: [] });
});

test("products", async () => {
    await control("POST", "webhooks/endpoints", { url: hook });
    await control("PUT", `companies/${COMPANY}/products`, { products: ["expenses"] });
    await control("PUT", `companies/${COMPANY}/products`, { products: [] });
    await advance(0);
    assert.deepEqual(events(), ["company.product.added", "company.product.removed"]);
});

test("a lost access", async () => {
    const outcomes = [];
    for (const status of ["Deauthorized", "Linked"]) {
        await control("PUT", `companies/${COMPANY}/connections/${CONNECTION}`, { status });
        outcomes.push(await push(COMPANY));
    }
    assert.deepEqual(outcomes, ["refused 422", "2000 Complete"]);
});

test("a history", async () => {
    const failing = seeded(5130);
    const { ids } = await control("POST", `companies/${failing}/syncs`, { count: 5, days: 10 });
    const answer = await (await send("GET", `${syncs(failing)}/list/status`)).json();
    assert.deepEqual(new Set(answer.map((each) => each.syncId)), new Set(ids));
});

test("a snapshot", async () => {
    const state = await control("GET", "snapshot");
    const start = await now();
    const { id } = await control("POST", "companies", {});
    await advance(3600);
    await control("PUT", "snapshot", state);
    assert.equal(await push(id), "refused 404");
    assert.equal(await now(), start);
});

test("a reset", async () => {
    const { id } = await control("POST", "companies", {});
    await control("PUT", "limits", { quota: 0 });
    await replies([500]);
    await control("POST", "reset");
    assert.equal(await push(id), "refused 404");
    assert.equal(await push(COMPANY), "2000 Complete");
});

test("the journal", async () => {
    await push(COMPANY, [DATASET]);
    const { requests: [first] } = await control("GET", "requests");
    const { method, operation, status } = first;
    assert.deepEqual([method, operation, status], ["POST", "initiate-sync", 202]);
    assert.deepEqual(JSON.parse(first.body), { datasetIds: [DATASET] });
    const authorization = Object.entries(first.headers)
        .find(([name]) => name.toLowerCase() === "authorization");
    assert.equal(authorization[1], "***");
    await control("DELETE", "requests");
    assert.deepEqual((await control("GET", "requests")).requests, []);
});

// Tests of the service: they call it as its users do, and steer the sandbox through its control.
// SERVICE_URL, CODAT_SERVER_URL and CODAT_WEBHOOK_SECRET say where; the sandbox's clock is manual.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, beforeEach, test } from "node:test";

const {
    CODAT_SERVER_URL: SANDBOX, CODAT_WEBHOOK_SECRET: secret, CONTROL_TOKEN: TOKEN,
    SERVICE_URL: SERVICE,
} = process.env;
const SYNC_SECONDS = 3;
const RETRY_SECONDS = 5; // until the sandbox sends a webhook again
const LATER = { fault: "rate_limited", arguments: { retryAfter: 3600 } };

async function call(method, url, given, headers = {}) {
    const body = given === undefined ? undefined : JSON.stringify(given);
    const answer = await fetch(url, { method, headers, body });
    const text = await answer.text();
    return { status: answer.status, ...(text === "" ? {} : { found: JSON.parse(text) }) };
}

async function control(method, path, given) {
    const headers = TOKEN ? { Authorization: `Bearer ${TOKEN}` } : {};
    const { status, found } = await call(method, `${SANDBOX}/_sandbox/${path}`, given, headers);
    assert.ok(status < 300, `${method} ${path}: ${status} ${found?.error}`);
    return found;
}

const advance = (seconds) => control("POST", "clock/advance", { seconds });
const replies = (list, options = {}) => control("POST", "replies", { replies: list, ...options });
const create = async (options) => (await control("POST", "companies", options)).id;
const push = (companyId, ...expenses) => (
    call("POST", `${SERVICE}/expenses`, { companyId, expenses })
);
const outcome = async ({ id }) => (await call("GET", `${SERVICE}/expenses/${id}`)).found;

function coffee(changes = {}) {
    return {
        id: randomUUID(),
        type: "Payment",
        issueDate: "2023-10-16",
        currency: "GBP",
        lines: [{ netAmount: 9.5, accountRef: { id: "6" } }],
        ...changes,
    };
}

async function deliveries() {
    const found = await control("GET", "webhooks/deliveries");
    return found.deliveries.filter((each) => each.eventType.startsWith("expenses.sync."));
}

async function statuses() {
    const { requests } = await control("GET", "requests");
    return requests.map((each) => each.status);
}

async function reset() {
    await control("POST", "reset");
    await control("POST", "webhooks/endpoints", { url: `${SERVICE}/webhooks`, secret });
}

beforeEach(reset);
after(reset); // whoever tries the service by hand afterwards receives webhooks

test("an expense is written, in its time", async () => {
    const expense = coffee();
    const { status } = await push(await create(), expense);
    assert.equal(status, 202);
    await advance(SYNC_SECONDS - 1);
    assert.equal((await outcome(expense)).status, "Pending");
    await advance(1);
    assert.equal((await outcome(expense)).status, "Completed");
});

test("an expense fails, the other is written", async () => {
    const [right, wrong] = [coffee(), coffee({ currency: "EUR" })];
    await push(await create(), right, wrong);
    await advance(SYNC_SECONDS);
    assert.equal((await outcome(right)).status, "Completed");
    assert.deepEqual(await outcome(wrong), {
        status: "PushError",
        message: "currencyRate is required: the base currency is GBP, not EUR.",
    });
});

test("every sync of a company fails", async () => {
    const expense = coffee();
    await push(await create({ ending: 5130 }), expense);
    await advance(SYNC_SECONDS);
    assert.equal((await outcome(expense)).status, "PushError");
});

test("a rate limit is waited for", async () => {
    const company = await create();
    await replies([{ fault: "rate_limited", arguments: { retryAfter: 1 } }]);
    const began = performance.now();
    assert.equal((await push(company, coffee())).status, 202);
    assert.ok(performance.now() - began > 950);
    assert.deepEqual(await statuses(), [429, 200]);
});

test("a long rate limit is passed on", async () => {
    const company = await create();
    await replies([LATER]);
    assert.equal((await push(company, coffee())).status, 429);
});

test("a lost response does not write the expense twice", async () => {
    const [company, expense] = [await create(), coffee()];
    await replies([{ fault: "reset", arguments: { processed: true } }]);
    await push(company, expense);
    await advance(SYNC_SECONDS);
    assert.equal((await outcome(expense)).status, "Completed");
    const { expenses } = await control("GET", `companies/${company}/accepted`);
    assert.deepEqual(expenses, { [expense.id]: 1 });
});

test("an invalid expense is refused", async () => {
    const { status, found } = await push(await create(), coffee({ currency: "pounds" }));
    assert.equal(status, 400);
    assert.match(found.error, /currency/);
});

test("a webhook whose outcome cannot be read comes again", async () => {
    const expense = coffee();
    await push(await create(), expense);
    await replies([LATER], { operation: "list-sync-transactions" });
    await advance(SYNC_SECONDS);
    assert.equal((await outcome(expense)).status, "Pending");
    await advance(RETRY_SECONDS);
    assert.equal((await outcome(expense)).status, "Completed");
    assert.deepEqual((await deliveries()).map((each) => each.status), [503, 200]);
});

test("a webhook that comes twice changes nothing", async () => {
    const expense = coffee();
    await push(await create(), expense);
    await advance(SYNC_SECONDS);
    const before = await outcome(expense);
    await control("POST", `webhooks/deliveries/${(await deliveries())[0].messageId}/resend`);
    await advance(0);
    assert.deepEqual((await deliveries()).map((each) => each.status), [200, 200]);
    assert.deepEqual(await outcome(expense), before);
});

test("a webhook with a wrong signature is refused", async () => {
    const wrong = `whsec_${Buffer.from("another secret of 24 byt").toString("base64")}`;
    await control("POST", "webhooks/endpoints", { url: `${SERVICE}/webhooks`, secret: wrong });
    const expense = coffee();
    await push(await create(), expense);
    await advance(SYNC_SECONDS);
    assert.equal((await outcome(expense)).status, "Pending");
    assert.deepEqual((await deliveries()).map((each) => each.status), [400]);
});

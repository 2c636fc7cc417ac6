// A small service that sends expenses to the API and receives webhooks, with nothing but Node.js.
//
//   POST /expenses       {"companyId": "...", "expenses": [...]}  ->  202 {"syncId": "..."}
//   GET  /expenses/{id}                                           ->  {"status": "...", ...}
//   POST /webhooks       the endpoint of the webhooks

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const SERVER = process.env.CODAT_SERVER_URL;
const KEY = `Basic ${Buffer.from(process.env.CODAT_API_KEY).toString("base64")}`;
const SECRET = Buffer.from(process.env.CODAT_WEBHOOK_SECRET.replace("whsec_", ""), "base64");
const ATTEMPTS = 4;
const LONGEST_PAUSE = 30; // seconds; whoever has to wait longer is told so
const TOLERANCE = 300; // seconds by which a webhook's time may differ from ours

const outcomes = new Map(); // of each expense, by its id

async function send(method, path, body) {
    const headers = { Authorization: KEY, "Content-Type": "application/json" };
    if (method === "POST") {
        headers["Idempotency-Key"] = randomUUID(); // one for all attempts
    }
    for (let attempt = 1; ; attempt += 1) {
        const answer = await fetch(SERVER + path, { method, headers, body }).catch(() => null);
        const passes = answer === null || answer.status === 429 || answer.status >= 500;
        const seconds = Number(answer?.headers.get("Retry-After") ?? 2 ** attempt / 10);
        if (!passes || attempt === ATTEMPTS || seconds > LONGEST_PAUSE) {
            return answer;
        }
        await answer?.arrayBuffer();
        await pause(seconds * 1000);
    }
}

async function push({ companyId, expenses }) {
    const path = `/companies/${companyId}/sync/expenses/expense-transactions`;
    const answer = await send("POST", path, JSON.stringify(expenses));
    if (answer === null) {
        return [503, { error: "The API does not answer." }];
    }
    const found = await answer.json();
    if (!answer.ok) {
        return [answer.status, { error: found.error }];
    }
    for (const { id } of expenses) {
        outcomes.set(id, { status: "Pending" });
    }
    return [202, { syncId: found.syncId }];
}

function isSigned(headers, body) {
    const id = headers["webhook-id"];
    const time = headers["webhook-timestamp"];
    const expected = createHmac("sha256", SECRET).update(`${id}.${time}.`).update(body).digest();
    const given = (headers["webhook-signature"] ?? "").split(" ")
        .map((each) => Buffer.from(each.replace("v1,", ""), "base64"));
    return Math.abs(Date.now() / 1000 - Number(time)) < TOLERANCE
        && given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
}

async function receive(headers, body) {
    if (!isSigned(headers, body)) {
        return [400, { error: "The signature is wrong." }];
    }
    const { eventType, payload } = JSON.parse(body);
    // A webhook may come twice: reading the outcome again changes nothing.
    if (eventType.startsWith("expenses.sync.")) {
        const { id: company } = payload.referenceCompany;
        const path = `/companies/${company}/sync/expenses/syncs/${payload.syncId}/transactions`;
        const answer = await send("GET", path);
        if (!answer?.ok) {
            return [503, { error: "The outcome cannot be read." }]; // the webhook comes again
        }
        for (const { transactionId, status, message } of (await answer.json()).results) {
            outcomes.set(transactionId, { status, message });
        }
    }
    return [200, {}];
}

async function answer(request) {
    const pieces = [];
    for await (const piece of request) {
        pieces.push(piece);
    }
    const body = Buffer.concat(pieces);
    const [, place, id] = request.url.split("/");
    switch (`${request.method} ${place}`) {
        case "POST expenses":
            return push(JSON.parse(body));
        case "GET expenses":
            return outcomes.has(id) ? [200, outcomes.get(id)] : [404, { error: "Unknown." }];
        case "POST webhooks":
            return receive(request.headers, body);
        default:
            return [404, { error: "There is nothing here." }];
    }
}

const server = createServer(async (request, response) => {
    const [status, found] = await answer(request).catch((error) => [400, { error: `${error}` }]);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(found));
});

server.listen(process.env.PORT ?? 3000, process.env.HOST ?? "127.0.0.1", () => {
    console.log(`The service listens on port ${server.address().port}`);
});
process.on("SIGTERM", () => process.exit(0));

// A SCIM 2.0 service for the connector tests: SCIMMY speaks the protocol, this file keeps people and groups.
//
//   --port N      0 picks a free one (default)
//   --seed N      people to begin with (default 0); one group "Everyone" with the first 20 of them
//   --token T     the bearer token that is accepted (default "test-token")
//   --store FILE  people and groups are written there, through to the disk, before a write is answered; and each
//                 request is appended to FILE.log as one JSON line before it is worked on. Both survive kill -9.
//   --page N      most records a page may hold (default 100)
//
// Besides /scim/v2:  GET /__log (the requests),  POST /__reset (back to the beginning).
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

const { values: option } = parseArgs({ options: {
  port: { type: 'string', default: '0' },
  seed: { type: 'string', default: '0' },
  token: { type: 'string', default: 'test-token' },
  store: { type: 'string' },
  page: { type: 'string', default: '100' },
} });
const pageLimit = Number(option.page);

class Shelf {
  constructor(unique) { this.unique = unique; this.records = new Map(); }

  get(id) {
    const record = this.records.get(id);
    if (!record) throw new SCIMMY.Types.Error(404, null, `No ${id} here`);
    return record;
  }

  list(resource) {
    const constraints = resource.constraints ?? (resource.constraints = {});
    constraints.count = Math.min(constraints.count ?? pageLimit, pageLimit);
    const all = Array.from(this.records.values());
    return resource.filter ? resource.filter.match(all) : all;
  }

  put(id, content) {
    const name = String(content[this.unique] ?? '').toLowerCase();
    for (const [otherId, other] of this.records) {
      if (otherId !== id && String(other[this.unique]).toLowerCase() === name)
        throw new SCIMMY.Types.Error(409, 'uniqueness', `${this.unique} is taken`);
    }
    const created = id ? this.get(id).meta.created : new Date().toISOString();
    const plain = JSON.parse(JSON.stringify(content)); // SCIMMY hands over proxies
    const record = { ...plain, id: id ?? randomUUID(), meta: { created, lastModified: new Date().toISOString() } };
    this.records.set(record.id, record);
    return record;
  }

  drop(id) { this.get(id); this.records.delete(id); }
}

const people = new Shelf('userName');
const groups = new Shelf('displayName');

function stableId(text) { return createHash('sha256').update(text).digest('hex').slice(0, 16); }

function person(number) {
  const mail = `person${number}@example.com`;
  const at = new Date(Date.UTC(2025, 0, 1, number % 24, number % 60)).toISOString();
  return {
    id: stableId(mail), userName: mail, displayName: `First${number} Last${number}`,
    name: { givenName: `First${number}`, familyName: `Last${number}` },
    emails: [{ value: mail.toUpperCase(), type: 'work', primary: true }],
    active: number % 7 !== 0,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: `E${number}`, department: number % 2 ? 'Operations' : 'Finance' },
    meta: { created: at, lastModified: at },
  };
}

function begin() {
  const seeded = Array.from({ length: Number(option.seed) }, (_, index) => person(index + 1));
  people.records = new Map(seeded.map((record) => [record.id, record]));
  const at = new Date().toISOString();
  const everyone = { id: stableId('everyone'), displayName: 'Everyone', meta: { created: at, lastModified: at },
    members: seeded.slice(0, 20).map(({ id }) => ({ value: id })) };
  groups.records = new Map([[everyone.id, everyone]]);
}

function keep() {
  if (!option.store) return;
  const file = openSync(`${option.store}.new`, 'w');
  writeSync(file, JSON.stringify({ people: [...people.records], groups: [...groups.records] }));
  fsyncSync(file);
  closeSync(file);
  renameSync(`${option.store}.new`, option.store);
}

begin();
if (option.store && existsSync(option.store)) {
  const kept = JSON.parse(readFileSync(option.store, 'utf8'));
  people.records = new Map(kept.people);
  groups.records = new Map(kept.groups);
}

function declare(kind, shelf, after = () => {}) {
  SCIMMY.Resources.declare(kind, {
    egress: (resource) => (resource.id ? shelf.get(resource.id) : shelf.list(resource)),
    ingress: (resource, content) => { const record = shelf.put(resource.id, content); keep(); return record; },
    degress: (resource) => { shelf.drop(resource.id); after(resource.id); keep(); },
  });
}

declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false), people, (gone) => {
  for (const group of groups.records.values()) group.members = (group.members ?? []).filter(({ value }) => value !== gone);
});
declare(SCIMMY.Resources.Group, groups);
SCIMMY.Config.set({ patch: true, sort: true, etag: false, changePassword: false, filter: { supported: true, maxResults: 200 } });

const requests = [];
function remember(request) {
  const text = typeof request.body === 'object' ? JSON.stringify(request.body) : '';
  const line = { method: request.method, url: request.originalUrl, body: text === '{}' ? '' : text.slice(0, 300) };
  requests.push(line);
  if (option.store) appendFileSync(`${option.store}.log`, `${JSON.stringify(line)}\n`);
}

const app = express(); // version 4: with 5, scimmy-routers 1.3 drops startIndex and count
app.get('/__log', (_request, response) => response.json(requests));
app.post('/__reset', (_request, response) => { begin(); keep(); requests.length = 0; response.status(204).end(); });
app.use(express.json({ type: ['application/json', 'application/scim+json'] }), (request, _response, next) => { remember(request); next(); });
app.use('/scim/v2', new SCIMMYRouters({
  type: 'bearer',
  baseUri: () => undefined,
  handler: (request) => {
    if (request.get('authorization') !== `Bearer ${option.token}`) throw new Error('This token is not known');
    return 'connector';
  },
}));
const listener = app.listen(Number(option.port), '127.0.0.1', () => {
  console.log(JSON.stringify({ ready: true, url: `http://127.0.0.1:${listener.address().port}/scim/v2` }));
});

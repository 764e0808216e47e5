// Passes requests on and remembers what each answer said of them:  node recorder.mjs --target http://127.0.0.1:4101
// Prints {"ready":true,"url":...}. GET /__log gives [{method,url,status,violations}] since the last look.
import http from 'node:http';

const target = new URL(process.argv[process.argv.indexOf('--target') + 1]);
let log = [];
const server = http.createServer((request, response) => {
  if (request.url === '/__log') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(log));
    log = [];
    return;
  }
  const onward = http.request({ host: target.hostname, port: target.port, method: request.method, path: request.url,
    headers: { ...request.headers, host: target.host, 'accept-encoding': 'identity' } }, (answer) => {
    log.push({ method: request.method, url: request.url, status: answer.statusCode, violations: answer.headers['sl-violations'] ?? '' });
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ ready: true, url: `http://127.0.0.1:${server.address().port}` })));

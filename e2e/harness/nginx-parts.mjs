// Pieces of an nginx configuration, right and wrong ones. Each gives the lines of a `location`, or a `location` itself.

/** The headers that a signed call has and that a browser asks about. */
export const SIGNED_HEADERS = 'content-type, nonce, timestamp, sign';

/** What lets a browser read an answer: to this origin, with these headers; `headers: ''` leaves them out. */
export const cors = ({ origin = '$http_origin', headers = SIGNED_HEADERS, always = 'always' } = {}) => `
      add_header Access-Control-Allow-Origin ${origin} ${always};
      add_header Access-Control-Allow-Methods "GET, POST, OPTIONS" ${always};
      ${headers && `add_header Access-Control-Allow-Headers "${headers}" ${always};`}`;

/** How `OPTIONS` is answered. Without more headers of its own, it has the location's. */
export const onOptions = (status) => `if ($request_method = OPTIONS) { return ${status}; }`;

/** All that cross-origin calls need. */
export const allowing = (options) => cors(options) + onOptions(204);

export const forward = (upstream, ...lines) => location('/', ...lines, `proxy_pass ${upstream};`);

export const location = (path, ...lines) => `location ${path} {${lines.join('\n')}}`;

export const html = (title, status = 200) =>
  `default_type text/html; return ${status} "<!doctype html><title>${title}</title><h1>${title}</h1>";`;

/** Takes away what a signature is made of, as a proxy does that passes on only headers it knows. */
export const STRIPPED = 'proxy_set_header nonce ""; proxy_set_header timestamp ""; proxy_set_header sign "";';

/** The built dashboard, under a policy of the admin's own. */
export const dashboard = (dist, policy) =>
  `root ${dist}; ` + location('/', `add_header Content-Security-Policy "${policy}" always;`, 'try_files $uri /index.html;');

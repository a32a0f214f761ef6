// The moment it really is: this device's clock, unless it is behind the moment the server wrote the page.
const meta = document.querySelector("meta[name=server-time]");
const written = meta ? Date.parse(meta.content) : NaN;
const loaded = Date.now();
// A clock behind the page is wrong; one ahead of it may mean a page from a cache, which is right to be late.
const behind = written > loaded ? written - loaded : 0;

/** Milliseconds since 1970 UTC. */
export const now = () => Date.now() + behind;

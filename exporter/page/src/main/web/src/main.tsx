/** Starts the page: with the data in the file where there is some, else by asking the server. */

import { render } from "preact";
import { embedded, type Environment, type Feed, Poller } from "./feed";
import { press } from "./keys";
import { fragment, parseRoute, type Route } from "./model/route";
import { App } from "./views/app";
import { Guard } from "./views/masthead";
import type { Served } from "./views/profiles";

const REQUEST_MILLIS = 15_000;

const environment: Environment = {
  fetch: (address) => fetch(absolute(address), { cache: "no-store", signal: AbortSignal.timeout(REQUEST_MILLIS) }),
  now: () => Date.now(),
  later: (task, millis) => window.setTimeout(task, millis),
  cancel: (timer) => window.clearTimeout(timer),
  isHidden: () => document.hidden,
};

/** Without the user and password that the page may have been opened with: fetch() refuses those. */
function absolute(address: string): URL {
  return new URL(address, location.origin + location.pathname);
}

const root = document.getElementById("page")!;
const file: Feed | null = embedded(document.getElementById("data")?.textContent ?? "");
const poller = new Poller(environment, draw);
let route: Route = parseRoute(location.hash);
let profiles: Served = null;
let isHelping = false;

function draw(): void {
  render(
    <Guard>
      <App
        feed={file ?? poller.state}
        route={route}
        onRoute={go}
        onPause={(paused) => poller.setPaused(paused)}
        profiles={profiles}
        isHelping={isHelping}
        onHelp={help}
        fetch={file === null ? environment.fetch : null}
      />
    </Guard>,
    root,
  );
}

/** Another order or filter is no step of the way: it takes the place of the address. */
function go(next: Route): void {
  route = next;
  try {
    history.replaceState(null, "", fragment(next));
  } catch {
    location.hash = fragment(next);
  }
  draw();
}

function help(isOpen: boolean): void {
  isHelping = isOpen;
  draw();
}

/** The list of profiles walks no threads; it tells whether there are any. */
async function findProfiles(): Promise<void> {
  try {
    profiles = (await environment.fetch("debug/pprof/")).ok;
  } catch {
    profiles = null;
  }
  draw();
}

addEventListener("hashchange", () => {
  route = parseRoute(location.hash);
  draw();
});
addEventListener("keydown", (event) => {
  const actions = { route: () => route, onRoute: go, pause: () => poller.setPaused(!poller.state.paused), help: () => help(true) };
  if (press(event, actions)) event.preventDefault();
});
root.textContent = "";
draw();
if (file === null) {
  document.addEventListener("visibilitychange", () => poller.poke());
  poller.poke();
  void findProfiles();
}

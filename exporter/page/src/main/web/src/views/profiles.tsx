/** Profiles to download, and the line that opens them with Go's tool. */

import { Copyable, Heads } from "./bits";

interface Profile {
  name: string;
  what: string;
  warning?: string;
}

const PROFILES: readonly Profile[] = [
  { name: "thread", what: "Where all live threads stand, and who started them." },
  { name: "threadcreate", what: "Who has started threads since the monitor began." },
  {
    name: "threadleak",
    what: "Threads that nothing alive can wake.",
    warning: "Makes a proof: the JVM may stand still for seconds.",
  },
];

/** Whether the server has profiles: null until it is known. */
export type Served = boolean | null;

export function address(name: string): string {
  return new URL(`debug/pprof/${name}`, document.baseURI).href;
}

/** An argument of a shell, quoted where it has to be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

export function Profiles({ served, standalone }: { served: Served; standalone: boolean }) {
  return (
    <section aria-labelledby="profiles-title" class="profiles">
      <h2 id="profiles-title">Profiles</h2>
      {standalone ? (
        <p class="none">A bundle of evidence has its profiles as files beside this one.</p>
      ) : served === false ? (
        <p class="none">This server has no profiles, or does not show them to this user.</p>
      ) : (
        <table>
          <Heads columns={[["Profile"], ["Open it with Go's tool"]]} />
          <tbody>
            {PROFILES.map(({ name, what, warning }) => (
              <tr key={name}>
                <th scope="row">
                  <a href={`debug/pprof/${name}`} download={`${name}.pb.gz`}>
                    {name}
                  </a>
                  <span class="sub">
                    {what} {warning === undefined ? null : <strong>{warning}</strong>}
                  </span>
                </th>
                <td>
                  <Copyable text={`go tool pprof ${shellWord(address(name))}`} label={`go tool pprof for ${name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The same for the threads of one site. */
export function SiteProfile({ site }: { site: { siteId: string } }) {
  const line = `go tool pprof -tagfocus=site_id=${site.siteId} ${shellWord(address("thread"))}`;
  return (
    <section aria-labelledby="profile-title" class="profiles">
      <h2 id="profile-title">Profile of this line</h2>
      <Copyable text={line} label="go tool pprof for this line" />
    </section>
  );
}

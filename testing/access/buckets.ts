/** Files: who may read, put, change and remove one in each bucket. */
import { type Handle, readPolicies } from "./catalog";
import { mayAct } from "./expect";
import { BUCKETS, type FileRule } from "./rules";
import { type Answer, type Check, REFUSED, runChecks, said } from "./run";
import { type Actor, accessWorld, filePath, type World } from "./world";

const verdict =
  (what: string, allowed: boolean) =>
  (answer: Answer): string | undefined => {
    const isRefused = answer.state === REFUSED || (answer.state === null && answer.rows === 0);
    return isRefused === !allowed ? undefined : `${what}: ${said(answer)}, expected ${allowed ? "allowed" : "refused"}`;
  };

function checks(world: World, bucket: string, [folder, rule]: [string, FileRule], actor: Actor): Check[] {
  return Object.values(world.places).flatMap((place) => {
    const path = filePath(place, folder);
    const where = `bucket_id = '${bucket}' and name = '${path}'`;
    const words = (what: string): string => `bucket ${bucket}/${folder}: ${actor.name} ${what} in ${place.name}`;
    const may = (who: FileRule["read"]): boolean => mayAct(world, actor, who, place);
    const put = `insert into storage.objects (bucket_id, name) values ('${bucket}', '${path}.new')`;
    const remove = `delete from storage.objects where ${where}`;
    const queue = `insert into private.file_removals (tenant_id, path) values ('${place.tenant}', '${path}')`;
    const cleansUp = actor.claims?.["actor"] === "privacy" ? may("member") : may("privacy.manage");
    return [
      { question: { claims: actor.claims, sql: remove }, judge: verdict(words("remove"), false) },
      {
        question: { claims: actor.claims, before: queue, sql: remove },
        judge: verdict(words("remove what is queued"), cleansUp && may(rule.read)),
      },
      {
        question: { claims: actor.claims, sql: `select 1 from storage.objects where ${where}` },
        judge: verdict(words("read"), may(rule.read)),
      },
      { question: { claims: actor.claims, sql: put }, judge: verdict(words("put"), may(rule.insert)) },
      {
        question: { claims: actor.claims, sql: `update storage.objects set name = name where ${where}` },
        judge: verdict(words("change"), false),
      },
      {
        question: { claims: actor.claims, sql: `select 1 from storage.buckets` },
        judge: verdict(words("list buckets"), false),
      },
    ];
  });
}

/** What disagrees with the rules about files; empty when nothing does. */
export async function checkBuckets(sql: Handle): Promise<string[]> {
  const world = accessWorld();
  const buckets = await sql<{ id: string; public: boolean }[]>`select id, public from storage.buckets order by 1`;
  const unknown = buckets.flatMap(({ id, public: open }) => [
    ...(BUCKETS[id] ? [] : [`bucket ${id}: no rule in testing/access/rules.ts`]),
    ...(open ? [`bucket ${id}: is public`] : []),
  ]);
  const wrong = await runChecks(
    sql,
    buckets.flatMap(({ id }) => {
      // A policy that forgot to name its bucket would open this one too.
      const folders = Object.entries(BUCKETS[id] ?? {});
      return world.actors.flatMap((actor) => folders.flatMap((folder) => checks(world, id, folder, actor)));
    }),
  );
  const idle = (await readPolicies(sql, "storage", "objects")).filter(
    (policy) => !["select", "insert", "delete"].includes(policy.command),
  );
  return [
    ...unknown,
    ...wrong,
    ...idle.map((policy) => `bucket policy ${policy.name} is for ${policy.command}, which nobody may`),
  ];
}

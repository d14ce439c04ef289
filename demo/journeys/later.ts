// Loaded before a program (`node --import`): for that process it is as much later as LATER_MS says. Its clock goes on from there.
const laterMs = Number(process.env.LATER_MS ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + laterMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name, asked) => (name === 'now' ? now : Reflect.get(target, name, asked)),
});

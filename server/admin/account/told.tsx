import type { Sending } from './sending.ts';

/** Why a form was refused: read out at once, and shown where none of its fields (`paths`) says it already. */
export function Told({ sending, paths = [] }: { sending: Sending; paths?: string[] }) {
  const problem = sending.problem.value;
  const isSaid = paths.some((path) => sending.errorAt(path));
  return (
    <div role="alert" class="acc-told">
      {problem && <p class={isSaid ? 'hidden' : 'notice bad'}>{problem.detail}</p>}
    </div>
  );
}

import { raw } from 'hono/html';

const PATHS: Record<string, string> = {
  kettle:
    '<path class="a" d="M36 62c0-16 12-26 28-26s28 10 28 26v18a10 10 0 0 1-10 10H46a10 10 0 0 1-10-10z"/><path class="a" d="M88 60l18-16 7 6-21 28z"/><path class="l" d="M48 38c2-24 30-24 32 0"/><circle class="b" cx="64" cy="33" r="4"/>',
  teapot:
    '<path class="a" d="M30 66c0-16 14-26 32-26s32 10 32 26-12 26-32 26-32-10-32-26z"/><path class="l" d="M94 58c8-2 10-10 18-10M34 54c-20-6-24 24-2 24"/><path class="b" d="M46 40h32v4H46z"/><circle class="b" cx="62" cy="35" r="5"/>',
  mug: '<path class="a" d="M36 40h46v40a12 12 0 0 1-12 12H48a12 12 0 0 1-12-12z"/><path class="l" d="M82 52c18-4 18 26 0 22M48 32c-4-6 4-8 0-14M60 32c-4-6 4-8 0-14M72 32c-4-6 4-8 0-14"/>',
  knife:
    '<path class="a" d="M16 60h62v12c-30 4-50 0-62-12z"/><path class="b" d="M78 58h36a5 5 0 0 1 5 5v4a5 5 0 0 1-5 5H78z"/><path class="l" d="M22 66l6 4 6-3 6 4 6-3 6 4 6-3 6 3 6-3"/>',
  towel: '<path class="a" d="M38 30h52v64H38z"/><path class="b" d="M38 74h52v6H38zM38 84h52v4H38z"/><path class="l" d="M26 30h76"/>',
  bowl: '<path class="a" d="M24 50h80c0 26-16 42-40 42S24 76 24 50z"/><path class="b" d="M20 46h88v7H20z"/><path class="b" d="M50 91h28v7H50z"/>',
};

/** A quiet line drawing instead of a photograph; the name beside it says what it is. */
export const drawingOf = (name: string) =>
  raw(`<svg class="drawing" viewBox="0 0 128 120" aria-hidden="true" focusable="false">${PATHS[name] ?? ''}</svg>`);

import { render } from 'preact';
import { App } from './app.tsx';
import { createDesk } from './desk.ts';
import './style.css';
import { preferredLanguage, speak } from './words/language.ts';

const desk = createDesk((path, init) => fetch(path, init), {
  isVisible: () => document.visibilityState === 'visible',
  openLine: (path) => new EventSource(path),
});
await speak(preferredLanguage()).catch(() => speak('en'));
render(<App desk={desk} />, document.getElementById('app')!);

import { render } from 'preact';
import { App } from './app.tsx';
import { createDesk } from './desk.ts';
import './style.css';

const desk = createDesk((path, init) => fetch(path, init), { isVisible: () => document.visibilityState === 'visible' });
render(<App desk={desk} />, document.getElementById('app')!);

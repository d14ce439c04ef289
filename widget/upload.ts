import { Refused } from './api.ts';

const PATIENCE_MS = 120_000;

/** Sends one photo or paper; `seen` hears how much of it has arrived, from 0 to 1. */
export function upload(url: string, file: File, seen: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    // fetch() cannot tell how much was sent.
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.timeout = PATIENCE_MS;
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => seen(loaded / total);
    request.onloadend = () => {
      const { status, response } = request;
      if (status === 201 && response) resolve(response.uploadId);
      else reject(new Refused(status === 201 ? 0 : status, Number(request.getResponseHeader('Retry-After')), response ?? undefined));
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

import { refused } from './api.ts';

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
      if (response?.uploadId) resolve(response.uploadId);
      else reject(refused(status < 300 ? 0 : status, request.getResponseHeader('Retry-After'), response));
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

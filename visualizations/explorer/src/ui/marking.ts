// Which stretches of a sentence are marked.

export interface Piece {
  text: string;
  marked: boolean;
}

// The quote with every one of the names marked; the whole of it, when it holds none and is a part of its sentence.
export function marked(quote: string, names: readonly string[], whole: boolean): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  const close = () => {
    if (plain) pieces.push({ text: plain, marked: false });
    plain = "";
  };
  for (let at = 0; at < quote.length; ) {
    const name = names.find((one) => quote.startsWith(one, at));
    if (!name) {
      plain += quote[at++];
      continue;
    }
    close();
    pieces.push({ text: name, marked: true });
    at += name.length;
  }
  close();
  if (pieces.some((piece) => piece.marked)) return pieces;
  return [{ text: quote, marked: whole }];
}

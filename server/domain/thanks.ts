const THANKS =
  /^(?:(?:(?:ok|okay|great|perfect|super|many|very much|thank you|thanks|thx|cheers|so much|a lot|again|all good|got it|danke(?: schön| sehr)?|vielen dank|ευχαριστώ(?: πολύ)?|gracias|muchas gracias|merci(?: beaucoup)?|धन्यवाद|शुक्रिया|баярлалаа|شکریہ|بہت شکریہ|شكرا|شكراً|谢谢|多谢|obrigad[oa]|muito obrigad[oa]|teşekkürler|teşekkür ederim|sağ ol(?:un)?))(?:[\s,.!:;)\-🙏👍🙂😊]|\u2764\ufe0f?)*)+$/iu;

/** A message that is nothing but thanks: kept, but it reopens nothing and asks for no answer. @source FreeScout #2626, libredesk #145 */
export const isBareThanks = (text: string): boolean => text.length <= 80 && THANKS.test(text.trim());

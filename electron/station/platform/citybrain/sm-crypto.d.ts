/** What we use of sm-crypto, which brings no types. */
declare module 'sm-crypto' {
  interface Sm4Options {
    mode?: 'ecb' | 'cbc';
    padding?: 'pkcs#7' | 'none';
    output: 'array';
  }
  const smCrypto: {
    sm4: {
      /** Bytes in, bytes out; the key is 16 bytes. */
      encrypt(bytes: ArrayLike<number>, key: ArrayLike<number>, options: Sm4Options): number[];
    };
  };
  export default smCrypto;
}

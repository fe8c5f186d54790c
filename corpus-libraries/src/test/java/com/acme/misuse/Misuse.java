package com.acme.misuse;

import java.net.URI;

/** A library whose client is made for each request and never closed, in two requests' code. */
interface Misuse {

  /** Serves a request of one kind. */
  void first(URI backend) throws Exception;

  /** Serves a request of another kind, whose line has to be told from the first one's. */
  void second(URI backend) throws Exception;
}

package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import java.util.List;

/**
 * The programs after bugs of real projects, by the name of the project and the number of its issue.
 */
public final class GokerPrograms {

  private GokerPrograms() {}

  /** All of them, in the order of the table. */
  public static List<Program> all() {
    return List.of(
        new Cockroach584(),
        new Cockroach1462(),
        new Cockroach3710(),
        new Cockroach7504(),
        new Cockroach10214(),
        new Cockroach13197(),
        new Cockroach16167(),
        new Cockroach24808(),
        new Cockroach35073(),
        new Etcd5509(),
        new Etcd6857(),
        new Etcd7492(),
        new Etcd10492(),
        new Grpc795(),
        new Grpc1275(),
        new Grpc1460(),
        new Hugo3251(),
        new Istio16224(),
        new Istio18454(),
        new Kubernetes5316(),
        new Kubernetes10182(),
        new Kubernetes13135(),
        new Kubernetes26980(),
        new Kubernetes38669(),
        new Kubernetes62464(),
        new Moby4951(),
        new Moby17176(),
        new Moby25348(),
        new Moby28462(),
        new Moby33781(),
        new Serving2137(),
        new Syncthing5795());
  }
}

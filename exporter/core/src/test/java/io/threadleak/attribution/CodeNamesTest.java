package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodeNamesTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Foo, com.acme.Foo",
    "com.acme.Foo$Inner, com.acme.Foo$Inner",
    "com.acme.Foo$1, com.acme.Foo$1",
    "com.acme.Foo$$Lambda$14/0x0000000800c03000, com.acme.Foo",
    "com.acme.Foo$$Lambda/0x00007f1234, com.acme.Foo",
    "com.acme.Foo$$SpringCGLIB$$0, com.acme.Foo",
    "com.acme.Foo$$EnhancerBySpringCGLIB$$1a2b3c, com.acme.Foo",
    "com.acme.Foo_$$_jvst1_2, com.acme.Foo",
    "com.acme.Foo$HibernateProxy$x9Y, com.acme.Foo",
    "jdk.proxy2.$Proxy42, jdk.proxy2.$Proxy#"
  })
  void stableClass_generatedName_losesWhatChangesFromRunToRun(String name, String stable) {
    assertThat(CodeNames.stableClass(name)).isEqualTo(stable);
  }

  @ParameterizedTest
  @CsvSource({
    "handle, handle",
    "lambda$handle$0, handle",
    "lambda$handle$17, handle",
    "lambda$new$0, <init>",
    "lambda$static$3, <clinit>",
    "$anonfun$handle$1, handle",
    "$anonfun$handle$1$2, handle",
    "access$000, access$#",
    "my$method, my$method"
  })
  void stableMethod_lambdaOrAccessor_losesItsCounter(String name, String stable) {
    assertThat(CodeNames.stableMethod(name)).isEqualTo(stable);
  }
}

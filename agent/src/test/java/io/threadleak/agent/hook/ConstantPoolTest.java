package io.threadleak.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConstantPoolTest {

  @Test
  void speaksServlet_servletsAndFilters_true() throws IOException {
    assertThat(ConstantPool.speaksServlet(fileOf(HttpServlet.class))).isTrue();
    assertThat(ConstantPool.speaksServlet(fileOf(GenericServlet.class))).isTrue();
    assertThat(ConstantPool.speaksServlet(fileOf(SomeFilter.class))).isTrue();
  }

  @Test
  void speaksServlet_otherClasses_false() throws IOException {
    assertThat(ConstantPool.speaksServlet(fileOf(ConstantPool.class))).isFalse();
    assertThat(ConstantPool.speaksServlet(fileOf(String.class))).isFalse();
    assertThat(ConstantPool.speaksServlet(fileOf(Long.class))).isFalse();
    assertThat(ConstantPool.speaksServlet(fileOf(Records.class))).isFalse();
  }

  @Test
  void speaksServlet_tornAnywhere_doesNotThrow() throws IOException {
    byte[] file = fileOf(SomeFilter.class);
    for (int length = 0; length < file.length; length++) {
      ConstantPool.speaksServlet(Arrays.copyOf(file, length));
    }
    assertThat(ConstantPool.speaksServlet(new byte[100])).isFalse();
  }

  private static byte[] fileOf(Class<?> type) throws IOException {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  record Records(long number, double other) {}

  abstract static class SomeFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
  }
}

package com.acme.host;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;

/** An application whose container calls a filter before a servlet, six times. */
public final class ServletHost {

  private ServletHost() {}

  /** Serves six requests, one of which fails and gets an error page; and hosts on. */
  public static void main(String[] arguments) throws Exception {
    SomeServlet servlet = new SomeServlet();
    SomeFilter filter = new SomeFilter();
    for (int i = 0; i < 5; i++) {
      filter.doFilter(request(DispatcherType.REQUEST), null, servlet::service);
    }
    try {
      filter.doFilter(request(DispatcherType.REQUEST), null, ServletHost::fail);
    } catch (ServletException expected) {
      servlet.service(request(DispatcherType.ERROR), null);
    }
    System.out.println("served " + servlet.served);
    Hosting.serve();
  }

  private static void fail(ServletRequest request, ServletResponse response)
      throws ServletException {
    throw new ServletException("no such order");
  }

  private static ServletRequest request(DispatcherType type) {
    return (ServletRequest)
        Proxy.newProxyInstance(
            ServletHost.class.getClassLoader(),
            new Class<?>[] {ServletRequest.class},
            (proxy, method, arguments) -> type);
  }

  static final class SomeServlet extends GenericServlet {
    private static final long serialVersionUID = 1L;
    private int served;

    @Override
    public void service(ServletRequest request, ServletResponse response) {
      served++;
    }
  }

  static final class SomeFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(request, response);
    }
  }
}

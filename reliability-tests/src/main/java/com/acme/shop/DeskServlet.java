package com.acme.shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The way to a {@link Desk}: {@code /desk/threads}. */
final class DeskServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Desk desk;

  DeskServlet(Desk desk) {
    this.desk = desk;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String answer;
    try {
      answer = desk.ask(request.getPathInfo().substring(1));
    } catch (Exception | LinkageError failed) {
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, failed.toString());
      return;
    }
    if (answer == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("text/plain");
    response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
  }
}

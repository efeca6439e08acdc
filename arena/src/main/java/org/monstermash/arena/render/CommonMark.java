package org.monstermash.arena.render;

import java.util.List;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * CommonMark, in process. Raw HTML is shown as text, pictures become links, addresses other than http, https and mailto
 * are dropped, line ends and indentation stay as written, and what is drawn with characters is kept as it is. Threads: any.
 */
public final class CommonMark implements Markdown {
    private final Parser parser = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .escapeHtml(true)
            .nodeRendererFactory(SafeNodes::new)
            .build();

    @Override
    public String html(String text) {
        StringBuilder html = new StringBuilder();
        for (Drawings.Piece piece : Drawings.apart(text)) {
            html.append(piece.drawn() ? drawing(piece.text()) : markdown(piece.text()));
        }
        return html.toString();
    }

    private String markdown(String text) {
        try {
            return renderer.render(parser.parse(text));
        } catch (StackOverflowError e) {
            // Ten thousand nested quotations are legal Markdown; parser and renderer descend into each.
            return drawing(text);
        }
    }

    private static String drawing(String text) {
        return "<pre class=\"drawn\">" + Html.escaped(text) + "</pre>\n";
    }

    static final List<String> SCHEMES = List.of("http://", "https://", "mailto:");
}

package org.monstermash.arena.render;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Where this page renders otherwise than CommonMark does. */
final class SafeNodes implements NodeRenderer {
    private static final int CARD_HEADING = 2;
    private static final int LOWEST_HEADING = 6;

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    SafeNodes(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(
                Link.class, Image.class, Heading.class, Paragraph.class, SoftLineBreak.class, HardLineBreak.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case Link link -> link(link, link.getDestination(), "");
            case Image image -> link(image, image.getDestination(), "🖼 ");
            case Heading heading -> heading(heading);
            case Paragraph paragraph -> paragraph(paragraph);
            case SoftLineBreak line -> lineEnd(line);
            case HardLineBreak line -> lineEnd(line);
            default -> throw new IllegalStateException("not asked for: " + node);
        }
    }

    /** A picture is a link too: a page that loads one tells its server who reads it. */
    private void link(Node node, String destination, String before) {
        String address = destination.strip();
        boolean safe = CommonMark.SCHEMES.stream()
                .anyMatch(scheme -> address.toLowerCase(Locale.ROOT).startsWith(scheme));
        if (safe) {
            html.tag("a", Map.of("href", context.encodeUrl(address), "rel", "noopener noreferrer nofollow"));
        }
        html.text(before);
        children(node);
        if (safe) {
            html.tag("/a");
        }
    }

    /** Below the card's own heading, or the page's outline would be the models'. */
    private void heading(Heading heading) {
        int level = Math.min(LOWEST_HEADING, CARD_HEADING + heading.getLevel());
        html.line();
        html.tag("h" + level);
        children(heading);
        html.tag("/h" + level);
        html.line();
    }

    private void paragraph(Paragraph paragraph) {
        if (isTight(paragraph)) {
            children(paragraph);
            return;
        }
        html.line();
        html.tag("p");
        html.raw(" ".repeat(indentation(paragraph.getFirstChild())));
        children(paragraph);
        html.tag("/p");
        html.line();
    }

    /** Paragraphs are shown with their white space, as it was written. */
    private void lineEnd(Node line) {
        Node block = line.getParent();
        while (block != null && !(block instanceof Paragraph)) {
            block = block.getParent();
        }
        if (block instanceof Paragraph paragraph && !isTight(paragraph)) {
            html.raw("\n" + " ".repeat(indentation(line.getNext())));
        } else {
            html.raw("<br>\n");
        }
    }

    /** Spaces before it in its line; only at the page's own margin, elsewhere they belong to the quotation or list. */
    private static int indentation(Node node) {
        if (node == null || node.getSourceSpans().isEmpty()) {
            return 0;
        }
        Node block = node.getParent();
        while (block != null && !(block instanceof Paragraph)) {
            block = block.getParent();
        }
        boolean atMargin = block != null && block.getParent() instanceof Document;
        return atMargin ? node.getSourceSpans().getFirst().getColumnIndex() : 0;
    }

    private static boolean isTight(Paragraph paragraph) {
        return paragraph.getParent() != null
                && paragraph.getParent().getParent() instanceof ListBlock list
                && list.isTight();
    }

    private void children(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}

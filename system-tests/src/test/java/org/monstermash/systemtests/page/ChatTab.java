package org.monstermash.systemtests.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One person's tab. It watches itself: scripts that ran, policies that were broken, requests that went elsewhere. */
public final class ChatTab implements AutoCloseable {
    private static final double PATIENCE_MS = 20_000;

    // What a vector does when it runs; and how each reply's text grew, seen from the outside.
    private static final String WATCHERS = """
            window.fired = [];
            window.violations = [];
            window.growth = {};
            for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (what) => { window.fired.push(`${name} ${what}`); };
            addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
            new MutationObserver(() => document.querySelectorAll('article.reply').forEach((reply) => {
              const text = reply.querySelector('.body')?.textContent;
              const grown = (window.growth[reply.id.slice(2)] ||= []);
              if (text && grown.at(-1) !== text) grown.push(text);
            })).observe(document, { subtree: true, childList: true, characterData: true });
            """;

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> elsewhere = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    ChatTab(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript(WATCHERS);
        page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith(address + "/") && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        page.onPageError(errors::add);
    }

    public Page page() {
        return page;
    }

    void visit(String room) {
        page.navigate(address + "/?room=" + room);
    }

    void awaitConnected() {
        page.waitForSelector(
                "#status[data-phase=open]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        page.waitForSelector("#messages:not([aria-busy])");
    }

    Locator message() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    Locator name() {
        return page.getByLabel("Display name");
    }

    Locator button(String label) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    void say(String words) {
        message().fill(words);
        message().press("Enter");
    }

    /** The ids of the messages on the page, in order; what is being said or sent is none yet. */
    @SuppressWarnings("unchecked")
    List<String> ids() {
        return (List<String>)
                page.evaluate(
                        "() => [...document.querySelectorAll('article.message.message:not(.reply, .pending, .welcome)')].map((a) => a.id.slice(2))");
    }

    /** The text of a message as it is read. */
    String textOf(String id) {
        return page.locator("#m-" + id + " .body").textContent();
    }

    void awaitMessage(String id) {
        page.waitForSelector("#m-" + id + ":not(.reply)");
    }

    /** Every text that each reply had while it grew, by its id. */
    @SuppressWarnings("unchecked")
    Map<String, List<String>> growth() {
        return (Map<String, List<String>>) page.evaluate("() => window.growth");
    }

    /** Scripts that ran, policies that were broken, requests to other places, errors of the page itself. */
    @SuppressWarnings("unchecked")
    List<String> troubles() {
        List<String> all = new ArrayList<>(elsewhere);
        all.addAll(errors);
        all.addAll((List<String>) page.evaluate("() => [...window.fired, ...window.violations]"));
        return all;
    }

    void offline(boolean cut) {
        context.setOffline(cut);
    }

    @Override
    public void close() {
        context.close();
    }
}

package org.monstermash.gateway.http;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.gateway.history.Archive;

/**
 * The names of every persona ever seen awake: nobody else may speak under one of them, or under one that looks the same.
 * Two names look the same when nothing but case, spaces, invisible characters and confusable letters (Unicode TR 39)
 * tells them apart. Any thread.
 */
public final class TakenNames implements Follower {
    /** It cannot be changed once built, so it may be shared. */
    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();

    private final Archive archive;
    private final Set<String> looks = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    /** Of duels' guests, who leave for ever: theirs are taken only as long as they are there. */
    private volatile Set<String> guests = Set.of();

    /** Reads the archive: may block. */
    public TakenNames(Archive archive) {
        this.archive = archive;
        archive.everSeen().forEach(this::take);
    }

    boolean isTaken(String name) {
        return looks(name).anyMatch(look -> looks.contains(look) || guests.contains(look));
    }

    @Override
    public void onPresence(List<PersonaCard> awake) {
        guests = awake.stream()
                .filter(card -> card.duelRoom().isPresent())
                .flatMap(TakenNames::looksOf)
                .collect(Collectors.toUnmodifiableSet());
        for (PersonaCard card : awake) {
            if (card.duelRoom().isEmpty() && take(card)) {
                // the archive may wait for the disk, the bus must not
                Thread.ofVirtual().name("seen-" + card.key()).start(() -> archive.seen(card));
            }
        }
    }

    @Override
    public void onMessage(Message message) {
        // names come with presence
    }

    @Override
    public boolean hears(LiveEvent event) {
        return false;
    }

    @Override
    public void onEvent(LiveEvent event) {
        // names come with presence
    }

    @Override
    public void onMute(Mute mute) {
        // names come with presence
    }

    /** Whether there was anything new in it. */
    private boolean take(PersonaCard card) {
        looksOf(card).forEach(looks::add);
        return seen.add(card.key() + '\n' + card.displayName() + '\n' + card.aliases());
    }

    private static Stream<String> looksOf(PersonaCard card) {
        return Stream.concat(Stream.of(card.key(), card.displayName()), card.aliases().stream())
                .flatMap(TakenNames::looks)
                .filter(look -> !look.isEmpty());
    }

    /** As it looks written small, and as it looks written as it is: "Мorticia" only looks like a name while its М is big. */
    static Stream<String> looks(String name) {
        String plain = Normalizer2.getNFKCInstance().normalize(name);
        return Stream.of(folded(plain), CONFUSABLES.getSkeleton(plain)).map(TakenNames::look);
    }

    private static String look(String name) {
        // TR 39 tells i from l, which only capitals make alike: "lgor" is read as "Igor"
        return folded(CONFUSABLES.getSkeleton(folded(name))).replace('i', 'l');
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !UCharacter.isUWhiteSpace(c)
                        && !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

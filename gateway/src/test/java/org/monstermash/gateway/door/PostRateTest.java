package org.monstermash.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostRateTest {
    private static final ClientAddress ADA = ClientAddress.of("192.0.2.1");

    @Test
    void moreThanASecondsWorthMustWait() {
        PostRate rate = new PostRate(3);

        assertThat(rate.secondsToWait(ADA)).isEmpty();
        assertThat(rate.secondsToWait(ADA)).isEmpty();
        assertThat(rate.secondsToWait(ADA)).isEmpty();
        assertThat(rate.secondsToWait(ADA)).hasValue(1L);
    }

    @Test
    void aRateBelowOneASecondWaitsLonger() {
        PostRate rate = new PostRate(0.1);

        assertThat(rate.secondsToWait(ADA)).isEmpty();
        assertThat(rate.secondsToWait(ADA))
                .hasValueSatisfying(s -> assertThat(s).isBetween(9L, 11L));
    }

    @Test
    void oneAddressDoesNotSlowAnother() {
        PostRate rate = new PostRate(1);
        rate.secondsToWait(ADA);

        assertThat(rate.secondsToWait(ClientAddress.of("192.0.2.2"))).isEmpty();
    }

    @Test
    void whoHasAnIpv6NetworkIsOneAddress() {
        PostRate rate = new PostRate(1);
        rate.secondsToWait(ClientAddress.of("2001:db8:1:2::1"));

        assertThat(rate.secondsToWait(ClientAddress.of("2001:db8:1:2:ffff::2"))).isPresent();
        assertThat(rate.secondsToWait(ClientAddress.of("2001:db8:1:3::1"))).isEmpty();
    }

    @Test
    void loopbackIsExempt() {
        PostRate rate = new PostRate(1);
        for (String loopback : new String[] {"127.0.0.1", "127.0.0.1", "::1", "::1"}) {
            assertThat(rate.secondsToWait(ClientAddress.of(loopback))).isEmpty();
        }
    }

    @Test
    void zeroIsNoLimit() {
        PostRate rate = new PostRate(0);
        rate.secondsToWait(ADA);

        assertThat(rate.secondsToWait(ADA)).isEmpty();
    }
}

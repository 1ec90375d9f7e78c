using CompetencyBot.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.Sandbox;

public sealed class ShiftedClockTests
{
    private static readonly DateTimeOffset Morning = new(2018, 3, 1, 9, 30, 0, TimeSpan.FromHours(8));

    private readonly FakeTimeProvider real = new(new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_begins_at_the_given_moment_in_UTC()
    {
        var now = new ShiftedClock(Morning, real).GetUtcNow();

        Assert.Equal((Morning, TimeSpan.Zero), (now, now.Offset));
    }

    [Fact]
    public void It_runs_on_at_the_pace_of_the_real_clock()
    {
        var clock = new ShiftedClock(Morning, real);

        real.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(Morning.AddMinutes(90), clock.GetUtcNow());
    }

    [Fact]
    public void Its_timers_ring_with_the_real_clock()
    {
        var rang = 0;
        var clock = new ShiftedClock(Morning, real);
        using var timer = clock.CreateTimer(_ => rang++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

        real.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(2, rang);
    }
}

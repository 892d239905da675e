using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Pulse;

public class RecentTests
{
    [Fact]
    public async Task A_session_of_three_says_what_its_last_quarter_of_an_hour_was_made_of()
    {
        await using var hub = await CountedHub.Start();
        await hub.Apply(Said(0, "Look #talk1", minutes: 1, photo: true), Said(1, "Notes at https://example.org/notes #talk1", minutes: 2), Said(2, "So true #talk1", minutes: 3, photo: true),
            Said(3, "Long ago #talk1", minutes: 40, photo: true), Said(4, "Alone #talk2", minutes: 1, photo: true));
        var pulses = await hub.Counted();
        Assert.Equal(new(3, 2, 0, 1), pulses.Single(pulse => pulse.Session == "s1").Recent);
        Assert.Equal(new(4, 3, 0, 1), pulses.Single(pulse => pulse.Session is null).Recent);
        Assert.Null(pulses.Single(pulse => pulse.Session == "s2").Recent);
        Assert.Equal(["s1", "s2"], pulses.Where(pulse => pulse.Posts > 0).Select(pulse => pulse.Session).OfType<string>());
    }

    [Fact]
    public async Task What_goes_is_no_reason_any_more()
    {
        await using var hub = await CountedHub.Start();
        var photo = Said(0, "Look #talk1", minutes: 1, photo: true);
        await hub.Apply(photo, Said(1, "One #talk1", minutes: 1), Said(2, "Two #talk1", minutes: 1), Said(3, "Three #talk1", minutes: 1));
        Assert.Equal(new(4, 1, 0, 0), (await hub.Counted()).Single(pulse => pulse.Session == "s1").Recent);
        await hub.Apply(new PostDeleted(photo.Post.Id));
        Assert.Equal(new(3, 0, 0, 0), (await hub.Counted()).Single(pulse => pulse.Session == "s1").Recent);
        await hub.Redis.GetDatabase().ExecuteAsync("FLUSHDB");
        await Eventually.Equal(new(3, 0, 0, 0), async () => (await hub.Counted()).SingleOrDefault(pulse => pulse.Session == "s1")?.Recent);
    }

    static PostSeen Said(int author, string text, double minutes, bool photo = false)
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-minutes);
        var post = Made.Post(text, new($"did:plc:{author}", $"a{author}.tidewater.example", "Somebody"));
        return Made.Seen(post with { CreatedAt = at, ReceivedAt = at, Media = photo ? [new(MediaKind.Image, "https://tidewater.example/a.jpg")] : [] });
    }
}

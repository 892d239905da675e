using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>
/// The programme of the made-up day: six rooms, six rounds of parallel talks, two plenaries and four breaks. Written like real ones: words that several
/// titles share, somebody who speaks twice, speakers without accounts, talks without a page, and one that was moved.
/// </summary>
static class MadeUpProgramme
{
    public static readonly DateTimeOffset Morning = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    public static readonly string[] Rooms = ["Main hall", "Pier", "Boathouse", "Chandlery", "Lighthouse", "Loft"];

    /// <summary>Minutes after nine at which the rounds of forty minutes begin.</summary>
    public static readonly int[] Rounds = [70, 120, 240, 290, 360, 410];

    // Room by room: title | speakers | accounts | in an attendee's words | said in it.
    const string Talks = """
        Caching without tears | Mira Okonjo | x:mira_okonjo, mastodon:mira@social.tidewater.example | how caches lie to you | A stale answer at once beats a fresh one tomorrow
        What a lighthouse knows about monitoring | Dario Amin | x:darioamin, bluesky:dario.tidewater.example | monitoring as lighthouse keeping | If nobody acts on it, it is not an alert
        Postgres at the end of the pier | Ada Lund | bluesky:ada.tidewater.example | running Postgres with salt water in the rack | We lost the primary twice and nobody noticed
        Undo is a feature | Jonas Weiß, Noor Haddad | mastodon:jonas@social.tidewater.example | letting users take things back | People forgive everything that they can reverse
        The last mile of accessibility | Priya Raman | x:priyaraman | accessibility as the last mile | Ship the caption with the clip, not after it
        Rewriting the ferry timetable in Rust | Tomás Figueira | x:tfigueira, mastodon:tomas@social.tidewater.example | the ferry timetable rewrite | The borrow checker asked better questions than the council
        Queues all the way down | Lena Fuchs | bluesky:lena.tidewater.example | queueing theory for web teams | Nobody ever regretted a bounded buffer
        Teaching machines to read charts | Yusuf Demir | x:yusufreads | machines that read nautical charts | Our model thought every island was a coffee stain
        Small teams, large migrations | Ingrid Solheim | | migrating with four people | Move the data twice and the people once
        Passwords are a tide | Malik Osei | mastodon:malik@social.tidewater.example | getting rid of passwords | A secret that you type is a secret that you share
        Testing in the fog | Carla Neumann | x:carlatests | tests when you cannot see production | Flaky is a word for things we refuse to understand
        Maps that work offline | Aroha Ngata | bluesky:aroha.tidewater.example | maps on a phone without signal | Tiles are cheap, trust is not
        Compilers for the curious | Pierre Vasseur | x:pvasseur | writing a toy compiler | Every pass is a story about what you may forget
        The harbour master’s guide to queues | Olu Adeyemi | x:oluships, mastodon:olu@social.tidewater.example | queues as a harbour master sees them | Ships do not care about your priorities
        Design tokens, one year on | Sofia Lindqvist | bluesky:sofia.tidewater.example | a year of design tokens | We named the blue before we knew what it was for
        Postmortems people want to read | Ben Achterberg | | writing postmortems worth reading | Blame is a cache for understanding
        山と海のデータ | 山田花子 | x:hanako_yamada | Japanese tide tables as data | 地図は終わらない
        Serverless, or who pays for the tide | Rafael Quintana | x:rquintana | the bill for serverless | The meter runs while you sleep
        Sound before pictures | Wiebke Harms | mastodon:wiebke@social.tidewater.example | audio first interfaces | Close your eyes and use your own app
        WebAssembly beyond the browser | Kofi Mensah | x:kofiwasm, bluesky:kofi.tidewater.example | WebAssembly on the server | A sandbox is a promise about the worst day
        Caching maps for the open sea | Aroha Ngata | bluesky:aroha.tidewater.example | caching map tiles at sea | The satellite bill taught us to be modest
        How we broke the ticket shop | Elif Kaya | x:elifkaya | the day the ticket shop fell over | Four thousand people pressed reload, and so did I
        Kubernetes for one boat | Henrik Dahl | | Kubernetes on a single boat | We run three replicas of the bilge pump
        Feature flags are debt | Zhenya | x:zhenyaflags | feature flags as debt | Every flag is a branch that nobody merges
        Typography for screens in daylight | Marguerite Roy | bluesky:marguerite.tidewater.example | typography in bright sun | Contrast is hospitality
        Observability on a budget | Samir Haddad | x:samirhaddad | observability without the invoice | Sample like you mean it
        The politics of pull requests | Ruth Feldman | mastodon:ruth@social.tidewater.example | who gets to merge pull requests | Review is where a team decides who belongs
        Edge computing, literally | Paulo Brandão | x:paulobrandao | computing at the edge of a cliff | Our data centre has seagulls
        Event sourcing for librarians | Hannah Vogel | bluesky:hannah.tidewater.example | event sourcing in a library | A ledger never says sorry, it says what happened next
        Green builds, greener data centres | Nils Bergström | | carbon cost of builds | The cheapest build is the one that you did not start
        Type systems at sea level | Amara Diallo | x:amaratypes | gentle type systems | Types are notes to whoever is tired
        Consensus among gulls | Viktor Petrenko | x:vpetrenko, mastodon:viktor@social.tidewater.example | consensus algorithms explained with birds | A quorum is a quarrel that ends
        A history of the hashtag | Beatriz Nogueira | bluesky:beatriz.tidewater.example | where hashtags come from | It was a joke until there was a fire
        Interfaces for cold hands | Sigrún Jónsdóttir | mastodon:sigrun@social.tidewater.example | interfaces you can use in gloves | Make the button as large as the fear
        Rust in the rigging | Tomás Figueira | x:tfigueira, mastodon:tomas@social.tidewater.example | Rust on embedded sail sensors | Unsafe is a word that asks for a witness
        Writing docs nobody skips | Claire Whitmore | x:clairewrites | documentation people read | Start with the error message
        """;

    static readonly string?[] WithoutPage = ["c2", "d5", "f1"];

    public static IReadOnlyList<MadeUpTalk> All { get; } = [.. Plenaries(), .. Parallel(), .. Breaks()];

    public static IReadOnlyList<SessionInfo> Sessions { get; } = [.. All.Select(talk => talk.Info)];

    public static IReadOnlyList<RoomInfo> RoomTags { get; } = [.. Rooms.Select((room, n) => new RoomInfo(room, [$"tdw{Letter(n)}"], true))];

    static IEnumerable<MadeUpTalk> Parallel()
    {
        foreach (var (n, line) in Talks.Split('\n').Index())
            if (line.Split('|', StringSplitOptions.TrimEntries) is [var title, var speakers, var accounts, var topic, var quote])
                yield return new(Session(n / 6, n % 6, title, speakers, accounts), topic, quote);
    }

    static SessionInfo Session(int room, int round, string title, string speakers, string accounts)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(Letter(room))}{round + 1}");
        // Moved this morning from the first round to the last, where the loft was free for longer.
        var start = id == "f1" ? 455 : Rounds[round];
        return new(id, title, Rooms[room], null, speakers.Split(", "), At(start), At(start + 40), [$"tdw{id}"], null)
        {
            Url = WithoutPage.Contains(id) ? null : $"https://talks.example.org/2026/talk/{Code(room, round)}/",
            Code = WithoutPage.Contains(id) ? null : Code(room, round),
            SpeakerHandles = accounts.Split(", ", StringSplitOptions.RemoveEmptyEntries),
        };
    }

    static IEnumerable<MadeUpTalk> Plenaries()
    {
        yield return new(new("opening", "Opening: what the tide leaves behind", Rooms[0], null, ["Ngozi Eze"], At(0), At(45), ["tdwopen"], null)
        {
            SpeakerHandles = ["x:ngozieze"],
            Url = "https://talks.example.org/2026/opening",
        }, "what remains when a project ends", "Software is what is left on the beach");
        yield return new(new("closing", "Closing: letters to a younger maintainer", Rooms[0], null, ["Ngozi Eze", "Ada Lund"], At(510), At(545), ["tdwclose"], null),
            "advice to younger maintainers", "Say no while you still smile");
    }

    static IEnumerable<MadeUpTalk> Breaks()
    {
        (string Id, string Title, int From, int To)[] breaks =
            [("doors", "Doors and badges", -45, 0), ("coffee", "Coffee break", 45, 70), ("lunch", "Lunch by the water", 160, 240), ("tea", "Tea, cake, sockets", 330, 360)];
        foreach (var (id, title, from, to) in breaks)
            yield return new(new(id, title, null, null, [], At(from), At(to), [], null), "", "");
    }

    static DateTimeOffset At(int minutes) => Morning.AddMinutes(minutes);

    static char Letter(int room) => (char)('A' + room);

    static string Code(int room, int round) => $"{"HKNQTW"[room]}{"379XZR"[round]}{Letter(room)}WL{"8PVJ7C"[round]}";
}

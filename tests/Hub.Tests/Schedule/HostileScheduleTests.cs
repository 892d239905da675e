using System.Text;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class HostileScheduleTests
{
    [Theory]
    [InlineData("""<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>""")]
    [InlineData("""<!DOCTYPE schedule [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><schedule>&c;</schedule>""")]
    [InlineData("""<!DOCTYPE schedule SYSTEM "http://169.254.169.254/x.dtd"><schedule/>""")]
    public void Document_types_and_entities_are_refused(string file) => Assert.Contains("(DTD)", MadeSchedule.Refusal(file), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_one_byte_too_many_is_refused()
    {
        Assert.Contains("larger than 20 MB", MadeSchedule.Refusal(new byte[ScheduleReader.MaxBytes + 1]), StringComparison.Ordinal);
        var largest = Encoding.UTF8.GetBytes(MadeSchedule.Xml(MadeSchedule.Event()));
        var padded = largest.Concat(Enumerable.Repeat((byte)' ', ScheduleReader.MaxBytes - largest.Length)).ToArray();
        Assert.Single(ScheduleReader.Read(padded, MadeSchedule.Lisbon).Sessions);
    }

    [Theory]
    [InlineData("<schedule>", "<a>", "</a>", 100_000)]
    [InlineData("""{ "schedule": """, "[", "]", 100_000)]
    [InlineData("""{ "sessions": """, """{"a":""", "}", 100_000)]
    [InlineData("BEGIN:VCALENDAR\n", "BEGIN:X\n", "END:X\n", 100_000)]
    public void Nesting_without_end_is_refused(string start, string open, string close, int times) => Assert.NotEqual(
        "", MadeSchedule.Refusal(start + string.Concat(Enumerable.Repeat(open, times)) + string.Concat(Enumerable.Repeat(close, times))));

    [Fact]
    public void Values_and_sessions_without_number_are_refused()
    {
        Assert.Contains("too many parts", MadeSchedule.Refusal($$"""{ "schedule": { "x": [{{string.Join(',', Enumerable.Repeat("1", 1_100_000))}}] } }"""), StringComparison.Ordinal);
        Assert.Contains("more than 10,000 sessions", MadeSchedule.Refusal(MadeSchedule.Xml(string.Concat(Enumerable.Range(0, 10_001).Select(n => MadeSchedule.Event($"{n}"))))), StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_words_are_cut_and_listed()
    {
        var huge = new string('w', 1_000_000);
        var persons = string.Concat(Enumerable.Range(0, 150).Select(n => $"<person>Person {n}</person>"));
        var read = MadeSchedule.Read(MadeSchedule.Xml(MadeSchedule.Event(
            huge, huge, room: huge, id: huge, more: $"<track>{huge}</track><subtitle>{huge}</subtitle><abstract>{huge}</abstract><url>https://x.example/{huge}</url><type>{huge}</type><language>{huge}</language><persons>{persons}</persons>")));
        var session = read.Sessions.Single();
        Assert.Equal(
            (SessionDraft.MaxTitle, SessionDraft.MaxName, SessionDraft.MaxName, SessionDraft.MaxWords, SessionDraft.MaxItems, null),
            (session.Title.Length, session.Room!.Length, session.Track!.Length, session.Abstract!.Length, session.Speakers.Count, session.Url));
        Assert.True(session.Key.Length <= 300 && session.Kind!.Length <= 200 && session.Language!.Length <= 35);
        Assert.Equal(7, read.Problems.Count);
        Assert.All(read.Problems, problem => Assert.True(problem.Where.Length + problem.Words.Length < 300));
    }

    [Fact]
    public void Problems_without_number_are_counted_not_kept()
    {
        var read = MadeSchedule.Read(MadeSchedule.Xml(MadeSchedule.Event("fine") + string.Concat(Enumerable.Range(0, 3_000).Select(n => MadeSchedule.Event($"{n}", title: "")))));
        Assert.Equal(1_001, read.Problems.Count);
        Assert.Equal("2,000 further problems are not listed.", read.Problems[^1].Words);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://[broken")]
    public void An_address_that_is_no_web_address_is_none(string address)
    {
        var read = MadeSchedule.Read(MadeSchedule.Xml(MadeSchedule.Event(more: $"<url>{address}</url><links><link href='{address}'/></links>")));
        Assert.Null(read.Sessions.Single().Url);
        Assert.Empty(read.Sessions.Single().SpeakerHandles);
        Assert.Contains("is no http or https address", read.Problems.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_control_characters_and_marks_that_turn_text_round_are_gone()
    {
        var session = MadeSchedule.One(MadeSchedule.Xml(MadeSchedule.Event(
            title: "Tide&#x1; &#x202E;edit&#xA;of", more: "<abstract>&lt;p onclick='x'&gt;Words&lt;script&gt;alert(1)&lt;/script&gt;&lt;style&gt;p{}&lt;/style&gt; stay&lt;/p&gt;&#x0;</abstract><persons><person>Mi&#x8;ra</person></persons>")));
        Assert.Equal(("Words stay", "Mira"), (session.Abstract, session.Speakers.Single()));
        Assert.DoesNotContain(session.Title, character => char.IsControl(character) || character == '\u202e');
    }

    [Fact]
    public void Words_that_could_forge_a_line_of_a_log_stay_on_theirs()
    {
        var read = MadeSchedule.Read(MadeSchedule.Xml(MadeSchedule.Event("a") + MadeSchedule.Event("b", title: "Fine&#xA;warn: the hall is on fire", date: "x&#xA;y", start: "")));
        Assert.DoesNotContain(read.Problems, problem => (problem.Where + problem.Words).Contains('\n'));
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("   \n ", "It is empty.")]
    [InlineData("<!DOCTYPE html><html><body>Please sign in</body></html>", "web page")]
    [InlineData("<html>", "web page")]
    [InlineData("<rss/>", "<rss>")]
    [InlineData("<schedule/>", "holds no session")]
    [InlineData("<schedule><day date='2026-09-01'><event><title>T", "no whole XML file")]
    [InlineData("title,start\nReading the tide,10:00", "none of the schedules known here")]
    [InlineData("\u001f\u008b\u0008", "none of the schedules known here")]
    public void What_is_no_schedule_is_refused_in_words(string file, string words) => Assert.Contains(words, MadeSchedule.Refusal(file), StringComparison.Ordinal);

    [Fact]
    public void A_schedule_of_which_nothing_can_be_understood_is_refused_with_the_first_reason() =>
        Assert.Contains("Line 6, Reading the tide: 'x y' is no time", MadeSchedule.Refusal(MadeSchedule.Xml(MadeSchedule.Event(date: "x", start: "y"))), StringComparison.Ordinal);

    [Fact]
    public void Any_file_cut_or_changed_anywhere_is_read_or_refused_and_never_more()
    {
        var files = new[]
        {
            MadeSchedule.Xml(MadeSchedule.Event("a", more: "<abstract>&lt;p&gt;x&lt;/p&gt;</abstract>") + MadeSchedule.Event("b")),
            """{ "schedule": { "conference": { "days": [ { "date": "2026-09-01", "rooms": { "P": [ { "id": 1, "title": "T", "start": "10:00", "duration": "0:45", "persons": [ { "name": "M" } ] } ] } } ] } } }""",
            """{ "sessions": [ { "id": "1", "title": "T", "startsAt": "2026-09-01T10:00:00", "roomId": 1, "speakers": ["m"] } ], "speakers": [ { "id": "m", "fullName": "M" } ], "rooms": [ { "id": 1, "name": "P" } ] }""",
            MadeSchedule.Ics("UID:a\nDTSTART;TZID=Asia/Tokyo:20260901T100000\nDURATION:PT45M\nSUMMARY:T\nLOCATION:P"),
        };
        var chance = new Random(26);
        foreach (var file in files.Select(Encoding.UTF8.GetBytes))
            for (var n = 0; n < 600; n++)
            {
                var spoilt = file[..(n % 3 == 0 ? chance.Next(file.Length) : file.Length)].ToArray();
                for (var changes = 0; changes < n % 5 && spoilt.Length > 0; changes++) spoilt[chance.Next(spoilt.Length)] = (byte)chance.Next(256);
                try
                {
                    Assert.NotEmpty(ScheduleReader.Read(spoilt, MadeSchedule.Lisbon).Sessions);
                }
                catch (UnreadableScheduleException) { }
            }
    }
}

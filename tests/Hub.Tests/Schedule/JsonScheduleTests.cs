using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class JsonScheduleTests
{
    [Fact]
    public void Days_of_rooms_of_events_are_read()
    {
        var read = MadeSchedule.Read("""
            { "schedule": { "version": "v1", "conference": { "acronym": "tidewater26", "time_zone_name": "Europe/Lisbon", "days": [
              { "date": "2026-09-01", "day_start": "2026-09-01T09:00:00+01:00", "day_end": "2026-09-02T04:00:00+01:00", "rooms": { "Pier room": [
                { "id": 25, "guid": "0d0a", "date": "2026-09-01T10:00:00+01:00", "start": "10:00", "duration": "00:45", "room": { "en": "Pier room" }, "url": "https://tidewater.example/talk/QWERT7/",
                  "title": "Reading the tide", "track": { "de": "Wasser" }, "type": "Talk", "language": "en", "abstract": "**Bold**\r\n\r\nmove", "persons": [ { "public_name": "Mira Okonjo" }, { "name": "Dario Amin" } ],
                  "links": [ { "url": "https://bsky.app/profile/mira.tidewater.example", "title": "Bluesky" } ] },
                { "id": 26, "start": "00:15", "duration": "1:00", "title": "Night swim", "persons": null }
              ] } } ] } } }
            """);
        Assert.Equal(("schedule.json", "v1", "Europe/Lisbon"), (read.Format, read.Version, read.TimeZone));
        var session = read.Sessions[0];
        Assert.Equal(("0d0a", "25", "QWERT7", "Pier room", "Wasser"), (session.Key, session.Number, session.Code, session.Room, session.Track));
        Assert.Equal(["Mira Okonjo", "Dario Amin"], session.Speakers);
        Assert.Equal(["bluesky:mira.tidewater.example"], session.SpeakerHandles);
        Assert.Equal("**Bold**\n\nmove", session.Abstract);
        Assert.Equal(("tidewater26/26", "Pier room", "2026-09-01 23:15:00Z", "2026-09-02 00:15:00Z"), (read.Sessions[1].Key, read.Sessions[1].Room, $"{read.Sessions[1].Start:u}", $"{read.Sessions[1].End:u}"));
    }

    [Fact]
    public void The_flat_shape_of_newer_hubs_is_read()
    {
        var session = MadeSchedule.One("""
            { "schedule": { "version": "3", "events": [
              { "guid": "0d0a", "code": "TDWTR1", "start": "2026-09-01T10:00:00+01:00", "end": "2026-09-01T10:45:00+01:00", "room": { "guid": "77", "name": "Pier room" },
                "track": { "id": 4, "name": "Water" }, "title": "Reading the tide", "abstract": null, "participants": [ { "name": "Mira Okonjo", "role": "speaker" } ] }
            ] } }
            """);
        Assert.Equal(("0d0a", "TDWTR1", "Pier room", "Water", "2026-09-01 09:45:00Z"), (session.Key, session.Code, session.Room, session.Track, $"{session.End:u}"));
        Assert.Equal(["Mira Okonjo"], session.Speakers);
    }

    [Fact]
    public void What_cannot_be_understood_is_listed_with_the_line_it_begins_in()
    {
        var read = MadeSchedule.Read("""
            {
              "schedule": { "events": [
                { "guid": "a", "title": "Fine", "start": "2026-09-01T10:00:00Z", "duration": "0:30" },
                {
                  "guid": "b",
                  "title": "Never"
                }, [], 7, null,
                { "guid": "c", "title": { "x": [] }, "start": "2026-09-01T10:00:00Z" }, // a comment, and a comma too many
              ] }
            }
            """);
        Assert.Equal(["a"], read.Sessions.Select(session => session.Key));
        Assert.Equal([4, 7, 7, 7, 8], read.Problems.Select(problem => problem.Line));
        Assert.Equal("Never", read.Problems[0].Where);
    }

    [Fact]
    public void Sessionize_is_read_with_its_speakers_rooms_categories_and_breaks()
    {
        var read = MadeSchedule.Read("""
            { "sessions": [
                { "id": "6584", "title": "Reading the tide", "description": "Of it", "startsAt": "2026-09-01T10:00:00", "endsAt": "2026-09-01T10:45:00", "isServiceSession": false,
                  "speakers": ["m", "gone"], "categoryItems": [11, 12, 13], "questionAnswers": [ { "questionId": 5, "answerValue": "#ReadTide" } ], "roomId": 1, "liveUrl": "https://live.tidewater.example/1" },
                { "id": "b7a9a1d0-0000-4000-8000-000000000001", "title": "Lunch", "startsAt": "2026-09-01T12:00:00Z", "endsAt": null, "isServiceSession": true, "isPlenumSession": true, "roomId": null, "speakers": [] },
                { "id": "6585", "title": "Not placed yet", "startsAt": null, "endsAt": null, "roomId": null, "speakers": [] } ],
              "speakers": [ { "id": "m", "firstName": "Mira", "lastName": "Okonjo", "fullName": "Mira Okonjo", "sessions": [6584],
                "links": [ { "title": "X (Twitter)", "url": "https://twitter.com/mira_okonjo", "linkType": "Twitter" }, { "title": "Blog", "url": "https://mira.example", "linkType": "Blog" },
                           { "title": "Mastodon", "url": "@mira@social.tidewater.example", "linkType": "Mastodon" } ] } ],
              "questions": [ { "id": 5, "question": "Your hashtag?" } ],
              "categories": [ { "id": 1, "title": "Tracks", "items": [ { "id": 11, "name": "Water" } ] }, { "id": 2, "title": "Session format", "items": [ { "id": 12, "name": "Talk" } ] },
                              { "id": 3, "title": "Language", "items": [ { "id": 13, "name": "Portuguese" } ] } ],
              "rooms": [ { "id": 1, "name": "Pier room" } ] }
            """);
        var talk = read.Sessions[0];
        Assert.Equal(("sessionize", "sessionize/6584", "6584", "Pier room", "2026-09-01 09:00:00Z"), (read.Format, talk.Key, talk.Number, talk.Room, $"{talk.Start:u}"));
        Assert.Equal(("Water", "Talk", "Portuguese", "https://live.tidewater.example/1"), (talk.Track, talk.Kind, talk.Language, talk.WatchUrl));
        Assert.Equal(["Mira Okonjo"], talk.Speakers);
        Assert.Equal(["x:mira_okonjo", "mastodon:mira@social.tidewater.example"], talk.SpeakerHandles);
        Assert.Equal(["ReadTide"], talk.Hashtags);
        Assert.Equal(("Lunch", "break", null, "2026-09-01 12:00:00Z", "2026-09-01 12:30:00Z"), (read.Sessions[1].Title, read.Sessions[1].Kind, read.Sessions[1].Room, $"{read.Sessions[1].Start:u}", $"{read.Sessions[1].End:u}"));
        Assert.Equal(["It has no end: taken to last 30 minutes.", "It has no start: left out."], read.Problems.Select(problem => problem.Words));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "schedule": 7 }""")]
    [InlineData("""{ "sessions": {} }""")]
    [InlineData("""{ "talks": [] }""")]
    [InlineData("""{ "schedule": { "events": [ { "title": "Cut""")]
    [InlineData("""{ "sessions": [] } { }""")]
    [InlineData("""{ "sessions": [ { "title": "\uD800", "startsAt": 7 } ] }""")]
    public void What_is_no_schedule_is_refused_in_words(string file) => Assert.NotEqual("", MadeSchedule.Refusal(file));
}

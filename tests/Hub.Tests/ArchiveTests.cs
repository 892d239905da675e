using System.Data.Common;
using System.Diagnostics;
using Backchannel.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Backchannel.Hub.Tests;

public class ArchiveTests
{
    [Fact]
    public async Task A_new_archive_gets_a_name_and_keeps_it()
    {
        await using var hub = await HubUnderTest.Start();
        var epoch = (await hub.Get<EventInfo>(HubUnderTest.Api())).Epoch;
        await hub.Capture(Made.Seen("Kept"));
        await hub.Restart();
        Assert.Equal(epoch, (await hub.Get<EventInfo>(HubUnderTest.Api())).Epoch);
        Assert.Equal(["Kept"], await hub.Texts());
        Assert.Equal("wal", await hub.Read(db => db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToAsyncEnumerable().FirstAsync().AsTask()));
    }

    [Fact]
    public async Task A_hub_that_was_killed_while_it_brought_its_archive_up_to_date_starts_again()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen("Kept"));
        await hub.Restart(meanwhile: () =>
        {
            using var archive = new SqliteConnection($"Data Source={hub.ArchiveFile};Pooling=False");
            archive.Open();
            using var command = archive.CreateCommand();
            // As the killed process left it.
            command.CommandText = "CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-26 16:00:00')";
            _ = command.ExecuteNonQuery();
        });
        Assert.Equal(["Kept"], await hub.Texts());
    }

    [Fact]
    public async Task A_hub_that_has_stopped_leaves_all_of_its_archive_in_one_file()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Many(3));
        await hub.Restart(meanwhile: () =>
        {
            Assert.Equal([hub.ArchiveFile], Directory.GetFiles(Path.GetDirectoryName(hub.ArchiveFile)!, "backchannel.db*"));
            using var archive = new SqliteConnection($"Data Source={hub.ArchiveFile};Mode=ReadOnly;Pooling=False");
            archive.Open();
            using var command = archive.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM posts";
            Assert.Equal(3L, command.ExecuteScalar());
        });
    }

    [Fact]
    public async Task What_was_committed_just_before_the_end_is_there_afterwards_and_the_numbers_go_on()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Many(3));
        await hub.Restart();
        await hub.Capture(Made.Seen("Fourth"));
        Assert.Equal([1, 2, 3, 4], (await hub.Feed()).Select(entry => entry.Seq));
        Assert.Equal("made-up 2", await hub.Position("bluesky"));
    }

    [Fact]
    public async Task No_message_and_no_reader_reads_a_whole_table()
    {
        using var commands = new Commands();
        await using var hub = await HubUnderTest.Start();
        commands.Database = hub.ArchiveFile;
        // It asks only once a second, for all hubs of this process, whether anybody listens.
        await Eventually.True(async () => await hub.Position("bluesky") is null && commands.Plans.Count > 0, "Entity Framework tells of its queries");
        await hub.SetSessions(Made.Session("pier", "piertalk"));
        var post = Made.Post("The harbour keynote was a delight #piertalk");
        var twin = Made.Post(post.Text, Made.MiraToo, Network.Mastodon);
        await hub.Capture(Made.Seen(post, "bluesky:alias/1"), Made.Seen(Made.Post("Answer", replyTo: post.Id)), Made.Repost(post, "bluesky:repost/1"));
        await hub.Capture(Made.Seen(twin, "mastodon:alias/1"), new EchoHeard(post.Id, new(1, 2, 3)), new AuthorRenamed(Network.Bluesky, Made.Mira with { Name = "Mira O." }));
        await hub.Capture(new AuthorHidden(Network.Bluesky, Made.Mira.Id, "suspended"));
        await hub.Capture(new AuthorReturned(Network.Bluesky, Made.Mira.Id), new PostDeleted("bluesky:repost/1"), new PostDeleted(twin.Id));
        var question = await hub.Ask("Does any of this read a whole table?");
        await hub.Voted(question, "visitor-1");
        await hub.Moved(question, "asked");
        _ = await hub.Board("pier", "visitor-1");
        _ = await hub.Get<FeedPage>(HubUnderTest.Api("/posts?before=100&session=pier"));
        _ = await hub.Get<FeedPage>(HubUnderTest.Api("/posts?before=100"));
        Assert.True(commands.Plans.Count > 20);
        Assert.Empty(commands.Plans.Where(plan => plan.Steps.Any(step => IsFullScan(plan.Sql, step))).Select(plan => plan.Sql));
    }

    // Of those that grow with the posts.
    static bool IsFullScan(string sql, string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && ((string[])["posts", "entries", "aliases", "reposts", "questions", "votes"]).Any(table => sql.Contains($"\"{table}\" AS \"{step.Split(' ')[1]}\"", StringComparison.Ordinal));

    /// <summary>How SQLite goes about each query that the hub sends while this lives.</summary>
    sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        readonly List<IDisposable> _subscriptions = [];
        readonly List<(string Sql, string[] Steps)> _plans = [];
        readonly Lock _lock = new();

        public Commands() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        /// <summary>Only queries to this file count: other tests run at the same time.</summary>
        public string? Database { get; set; }

        public IReadOnlyList<(string Sql, string[] Steps)> Plans
        {
            get { lock (_lock) return [.. _plans]; }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: { } command }) return;
            if (Database is null || command.Connection?.DataSource != Database || !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)) return;
            lock (_lock) _plans.Add((command.CommandText, Explain(command)));
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

        string[] Explain(DbCommand command)
        {
            using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var explain = connection.CreateCommand();
            explain.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
            foreach (DbParameter parameter in command.Parameters) explain.Parameters.AddWithValue(parameter.ParameterName, parameter.Value ?? DBNull.Value);
            using var rows = explain.ExecuteReader();
            var steps = new List<string>();
            while (rows.Read()) steps.Add(rows.GetString(3));
            return [.. steps];
        }
    }
}

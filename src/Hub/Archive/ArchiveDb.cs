using System.Text.Json;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Backchannel.Hub.Archive;

/// <summary>
/// The archive: SQLite, or PostgreSQL where the connection string names a host. Everything else (tails, counters, pages) can be made anew from it.
/// </summary>
sealed class ArchiveDb(DbContextOptions<ArchiveDb> options) : DbContext(options)
{
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<RoomRow> Rooms => Set<RoomRow>();
    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();
    public DbSet<PostRow> Posts => Set<PostRow>();
    public DbSet<EntryRow> Entries => Set<EntryRow>();
    public DbSet<RepostRow> Reposts => Set<RepostRow>();
    public DbSet<AliasRow> Aliases => Set<AliasRow>();
    public DbSet<SourceRow> Sources => Set<SourceRow>();
    public DbSet<QuestionRow> Questions => Set<QuestionRow>();
    public DbSet<VoteRow> Votes => Set<VoteRow>();
    public DbSet<LeftOutRow> LeftOut => Set<LeftOutRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<SignInRow> SignIns => Set<SignInRow>();
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();
    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();
    public DbSet<ReservationRow> Reservations => Set<ReservationRow>();
    public DbSet<ExportRow> Exports => Set<ExportRow>();
    public DbSet<ScreenRow> Screens => Set<ScreenRow>();
    public DbSet<SeriesRow> Series => Set<SeriesRow>();
    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();
    public DbSet<ChatRow> Chats => Set<ChatRow>();
    public DbSet<ChatQuestionRow> ChatQuestions => Set<ChatQuestionRow>();
    public DbSet<SeenToRow> SeenTo => Set<SeenToRow>();
    public DbSet<RecapRow> Recaps => Set<RecapRow>();
    public DbSet<FactRow> Facts => Set<FactRow>();

    /// <summary>Locks an event's row until the commit: one hub at a time changes its feed.</summary>
    public Task Lock(string slug, CancellationToken stop) =>
        Events.Where(e => e.Slug == slug).ExecuteUpdateAsync(set => set.SetProperty(e => e.LastSeq, e => e.LastSeq), stop);

    /// <summary>Locks who may enter until the commit: one hub at a time changes it.</summary>
    public Task LockAccess(CancellationToken stop) =>
        Facts.Where(f => f.Key == "epoch").ExecuteUpdateAsync(set => set.SetProperty(f => f.Value, f => f.Value), stop);

    // Ticks sort and compare alike in both databases; SQLite has no type for a time with an offset.
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configuration.Properties<List<string>>().HaveConversion<JsonList, SameItems>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<EventRow>().ToTable("events").HasKey(e => e.Slug);
        model.Entity<SessionRow>().ToTable("sessions").HasKey(s => new { s.Event, s.Id });
        model.Entity<RoomRow>().ToTable("rooms").HasKey(r => new { r.Event, r.Name });
        model.Entity<ScheduleRow>().ToTable("schedules").HasKey(s => s.Event);
        model.Entity<PostRow>(post =>
        {
            post.ToTable("posts").HasKey(p => new { p.Event, p.PostId });
            post.HasIndex(p => new { p.Event, p.ShownSeq });
            post.HasIndex(p => new { p.Event, p.Session, p.ShownSeq });
            post.HasIndex(p => new { p.Event, p.Fingerprint, p.CreatedAt });
            post.HasIndex(p => new { p.Network, p.AuthorId });
            post.HasIndex(p => new { p.Event, p.ReplyTo });
            post.HasIndex(p => new { p.Event, p.CreatedAt });
            post.HasIndex(p => new { p.Event, p.State, p.ReceivedAt });
            post.Ignore(p => p.IsAdmitted).Ignore(p => p.IsOnShow).Ignore(p => p.Echo).Ignore(p => p.Filed).Ignore(p => p.Why).Ignore(p => p.Standing).Ignore(p => p.Bound);
        });
        model.Entity<EntryRow>().ToTable("entries").HasKey(e => new { e.Event, e.Seq });
        model.Entity<RepostRow>().ToTable("reposts").HasKey(r => new { r.Event, r.RepostId });
        model.Entity<AliasRow>().ToTable("aliases").HasKey(a => new { a.Event, a.Alias });
        model.Entity<SourceRow>().ToTable("sources").HasKey(s => s.Source);
        model.Entity<QuestionRow>().ToTable("questions").HasKey(q => new { q.Event, q.PostId });
        model.Entity<VoteRow>().ToTable("votes").HasKey(v => new { v.Event, v.PostId, v.Visitor });
        model.Entity<LeftOutRow>().ToTable("left_out").HasKey(l => new { l.Event, l.Account });
        model.Entity<AccountRow>(account =>
        {
            account.ToTable("accounts").HasKey(a => a.Id);
            account.HasIndex(a => a.NameKey).IsUnique();
            account.HasIndex(a => a.Subject).IsUnique();
        });
        model.Entity<SignInRow>().ToTable("sign_ins").HasKey(s => s.Hash);
        model.Entity<InvitationRow>().ToTable("invitations").HasKey(i => i.Id);
        model.Entity<ApiKeyRow>(key =>
        {
            key.ToTable("api_keys").HasKey(k => k.Id);
            key.HasIndex(k => k.Hash).IsUnique();
        });
        model.Entity<DecisionRow>(decision =>
        {
            decision.ToTable("decisions").HasKey(d => new { d.Event, d.Number });
            decision.HasIndex(d => new { d.Event, d.PostId });
        });
        model.Entity<ReservationRow>().ToTable("reservations").HasKey(r => new { r.Event, r.PostId });
        model.Entity<ExportRow>().ToTable("exports").HasKey(e => new { e.Caller, e.Day });
        model.Entity<ScreenRow>().ToTable("screens").HasKey(s => s.Event);
        model.Entity<SeriesRow>().ToTable("series").HasKey(s => s.Event);
        model.Entity<ProposalRow>().ToTable("proposals").HasKey(p => p.Id);
        model.Entity<ChatRow>().ToTable("chats").HasKey(c => new { c.Event, c.Session });
        model.Entity<ChatQuestionRow>().ToTable("chat_questions").HasKey(q => new { q.Event, q.Session, q.Number });
        model.Entity<SeenToRow>().ToTable("seen_to").HasKey(s => new { s.Event, s.Session, s.Subject });
        model.Entity<RecapRow>(recap =>
        {
            recap.ToTable("recaps").HasKey(r => new { r.Event, r.Id });
            recap.HasIndex(r => r.PublishedAt);
        });
        model.Entity<FactRow>().ToTable("facts").HasKey(f => f.Key);
    }

    sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    sealed class JsonList() : ValueConverter<List<string>, string>(
        list => JsonSerializer.Serialize(list, ContractJson.Options), json => JsonSerializer.Deserialize<List<string>>(json, ContractJson.Options)!);

    sealed class SameItems() : ValueComparer<List<string>>(
        (a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList());
}

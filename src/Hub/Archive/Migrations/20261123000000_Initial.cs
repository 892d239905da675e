using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backchannel.Hub.Archive.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "aliases",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Alias = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aliases", x => new { x.Event, x.Alias });
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Seq = table.Column<long>(nullable: false),
                    Kind = table.Column<int>(nullable: false),
                    PostId = table.Column<string>(nullable: false),
                    Session = table.Column<string>(nullable: true),
                    FiledBy = table.Column<int>(nullable: true),
                    Confidence = table.Column<double>(nullable: true),
                    LeftSession = table.Column<string>(nullable: true),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entries", x => new { x.Event, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    Slug = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    TimeZone = table.Column<string>(nullable: false),
                    Hashtags = table.Column<string>(nullable: false),
                    Accent = table.Column<string>(nullable: false),
                    Policy = table.Column<string>(nullable: false),
                    LastSeq = table.Column<long>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.Slug);
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    Key = table.Column<string>(nullable: false),
                    Value = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: false),
                    Network = table.Column<int>(nullable: false),
                    AuthorId = table.Column<string>(nullable: false),
                    Body = table.Column<string>(nullable: false),
                    SearchText = table.Column<string>(nullable: false),
                    State = table.Column<int>(nullable: false),
                    Reason = table.Column<string>(nullable: true),
                    Withdrawn = table.Column<bool>(nullable: false),
                    Unlisted = table.Column<bool>(nullable: false),
                    Partial = table.Column<bool>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Fingerprint = table.Column<long>(nullable: false),
                    TwinOf = table.Column<string>(nullable: true),
                    ReplyTo = table.Column<string>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    ReceivedAt = table.Column<long>(nullable: false),
                    ShownSeq = table.Column<long>(nullable: false),
                    Session = table.Column<string>(nullable: true),
                    FiledBy = table.Column<int>(nullable: true),
                    Confidence = table.Column<double>(nullable: true),
                    HeardReposts = table.Column<int>(nullable: false),
                    HeardReplies = table.Column<int>(nullable: false),
                    HeardLikes = table.Column<int>(nullable: false),
                    Reposts = table.Column<int>(nullable: false),
                    Replies = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posts", x => new { x.Event, x.PostId });
                });

            migrationBuilder.CreateTable(
                name: "reposts",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    RepostId = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: false),
                    AuthorId = table.Column<string>(nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reposts", x => new { x.Event, x.RepostId });
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Id = table.Column<string>(nullable: false),
                    Title = table.Column<string>(nullable: false),
                    Room = table.Column<string>(nullable: true),
                    Track = table.Column<string>(nullable: true),
                    Speakers = table.Column<string>(nullable: false),
                    Start = table.Column<long>(nullable: false),
                    End = table.Column<long>(nullable: false),
                    Hashtags = table.Column<string>(nullable: false),
                    Abstract = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => new { x.Event, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    Source = table.Column<string>(nullable: false),
                    Position = table.Column<string>(nullable: true),
                    UpdatedAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sources", x => x.Source);
                });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_Fingerprint",
                table: "posts",
                columns: new[] { "Event", "Fingerprint" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_ReplyTo",
                table: "posts",
                columns: new[] { "Event", "ReplyTo" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_Session_ShownSeq",
                table: "posts",
                columns: new[] { "Event", "Session", "ShownSeq" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_ShownSeq",
                table: "posts",
                columns: new[] { "Event", "ShownSeq" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Network_AuthorId",
                table: "posts",
                columns: new[] { "Network", "AuthorId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "aliases");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "facts");

            migrationBuilder.DropTable(
                name: "posts");

            migrationBuilder.DropTable(
                name: "reposts");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "sources");
        }
    }
}

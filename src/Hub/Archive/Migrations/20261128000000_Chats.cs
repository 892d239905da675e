using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backchannel.Hub.Archive.Migrations
{
    /// <inheritdoc />
    public partial class Chats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AnswerBy",
                table: "posts",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "AnswerConfidence",
                table: "posts",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Question",
                table: "posts",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "chat_questions",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Session = table.Column<string>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Planned = table.Column<string>(nullable: true),
                    Minute = table.Column<int>(nullable: true),
                    AskedAt = table.Column<long>(nullable: true),
                    PostId = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chat_questions", x => new { x.Event, x.Session, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "chats",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Session = table.Column<string>(nullable: false),
                    Hosts = table.Column<string>(nullable: false),
                    Guests = table.Column<string>(nullable: false),
                    QuestionsAhead = table.Column<bool>(nullable: false),
                    ByTheClock = table.Column<bool>(nullable: false),
                    Pinned = table.Column<string>(nullable: true),
                    Lead = table.Column<string>(nullable: true),
                    ClosedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chats", x => new { x.Event, x.Session });
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    Id = table.Column<string>(nullable: false),
                    Draft = table.Column<string>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "recaps",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Id = table.Column<string>(nullable: false),
                    Edits = table.Column<string>(nullable: true),
                    MadeAt = table.Column<long>(nullable: false),
                    ChangedAt = table.Column<long>(nullable: false),
                    PublishedAt = table.Column<long>(nullable: true),
                    By = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recaps", x => new { x.Event, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "series",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Kind = table.Column<int>(nullable: false),
                    About = table.Column<string>(nullable: true),
                    Subjects = table.Column<string>(nullable: false),
                    Hosts = table.Column<string>(nullable: false),
                    Start = table.Column<string>(nullable: true),
                    Minutes = table.Column<int>(nullable: false),
                    Rule = table.Column<string>(nullable: true),
                    Except = table.Column<string>(nullable: false),
                    Also = table.Column<string>(nullable: false),
                    Url = table.Column<string>(nullable: true),
                    ChangedAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_series", x => x.Event);
                });

            migrationBuilder.CreateTable(
                name: "seen_to",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Session = table.Column<string>(nullable: false),
                    Subject = table.Column<string>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seen_to", x => new { x.Event, x.Session, x.Subject });
                });

            migrationBuilder.CreateIndex(
                name: "IX_recaps_PublishedAt",
                table: "recaps",
                column: "PublishedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chat_questions");

            migrationBuilder.DropTable(
                name: "chats");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "recaps");

            migrationBuilder.DropTable(
                name: "series");

            migrationBuilder.DropTable(
                name: "seen_to");

            migrationBuilder.DropColumn(
                name: "AnswerBy",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "AnswerConfidence",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "Question",
                table: "posts");
        }
    }
}

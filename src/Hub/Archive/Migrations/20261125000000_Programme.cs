using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backchannel.Hub.Archive.Migrations
{
    /// <inheritdoc />
    public partial class Programme : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Cancelled",
                table: "sessions",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Code",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Edits",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Proposed",
                table: "sessions",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "SpeakerHandles",
                table: "sessions",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Subtitle",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Url",
                table: "sessions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WatchUrl",
                table: "sessions",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "left_out",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Account = table.Column<string>(nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_left_out", x => new { x.Event, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "questions",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: false),
                    State = table.Column<int>(nullable: false),
                    Remote = table.Column<bool>(nullable: false),
                    Asker = table.Column<string>(nullable: true),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_questions", x => new { x.Event, x.PostId });
                });

            migrationBuilder.CreateTable(
                name: "rooms",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Hashtags = table.Column<string>(nullable: false),
                    Proposed = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rooms", x => new { x.Event, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Address = table.Column<string>(nullable: true),
                    ETag = table.Column<string>(nullable: true),
                    LastModified = table.Column<string>(nullable: true),
                    Report = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schedules", x => x.Event);
                });

            migrationBuilder.CreateTable(
                name: "votes",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: false),
                    Visitor = table.Column<string>(nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_votes", x => new { x.Event, x.PostId, x.Visitor });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "left_out");

            migrationBuilder.DropTable(
                name: "questions");

            migrationBuilder.DropTable(
                name: "rooms");

            migrationBuilder.DropTable(
                name: "schedules");

            migrationBuilder.DropTable(
                name: "votes");

            migrationBuilder.DropColumn(
                name: "Cancelled",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Code",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Edits",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Proposed",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "SpeakerHandles",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Subtitle",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Url",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "WatchUrl",
                table: "sessions");
        }
    }
}

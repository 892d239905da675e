using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backchannel.Hub.Archive.Migrations
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ShowAt",
                table: "posts",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DecidedBy",
                table: "posts",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Traits",
                table: "posts",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    Id = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    NameKey = table.Column<string>(nullable: false),
                    PasswordHash = table.Column<string>(nullable: true),
                    Subject = table.Column<string>(nullable: true),
                    Role = table.Column<int>(nullable: false),
                    Event = table.Column<string>(nullable: true),
                    Session = table.Column<string>(nullable: true),
                    Failures = table.Column<int>(nullable: false),
                    LockedUntil = table.Column<long>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    Id = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Hash = table.Column<string>(nullable: false),
                    Role = table.Column<int>(nullable: false),
                    Event = table.Column<string>(nullable: true),
                    By = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    UsedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Number = table.Column<long>(nullable: false),
                    First = table.Column<long>(nullable: false),
                    At = table.Column<long>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Act = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: true),
                    Subject = table.Column<string>(nullable: true),
                    Why = table.Column<string>(nullable: true),
                    Before = table.Column<string>(nullable: true),
                    WaitedMs = table.Column<long>(nullable: true),
                    Undoes = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decisions", x => new { x.Event, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    Id = table.Column<string>(nullable: false),
                    Role = table.Column<int>(nullable: false),
                    Event = table.Column<string>(nullable: true),
                    Session = table.Column<string>(nullable: true),
                    For = table.Column<string>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    RevokedAt = table.Column<long>(nullable: true),
                    Account = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reservations",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    PostId = table.Column<string>(nullable: false),
                    Moderator = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Until = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservations", x => new { x.Event, x.PostId });
                });

            migrationBuilder.CreateTable(
                name: "exports",
                columns: table => new
                {
                    Caller = table.Column<string>(nullable: false),
                    Day = table.Column<int>(nullable: false),
                    Posts = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exports", x => new { x.Caller, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "screens",
                columns: table => new
                {
                    Event = table.Column<string>(nullable: false),
                    Blank = table.Column<bool>(nullable: false),
                    Spotlight = table.Column<string>(nullable: true),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_screens", x => x.Event);
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    Hash = table.Column<string>(nullable: false),
                    Account = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_ins", x => x.Hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_CreatedAt",
                table: "posts",
                columns: new[] { "Event", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_State_ReceivedAt",
                table: "posts",
                columns: new[] { "Event", "State", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_NameKey",
                table: "accounts",
                column: "NameKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Subject",
                table: "accounts",
                column: "Subject",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_Hash",
                table: "api_keys",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_decisions_Event_PostId",
                table: "decisions",
                columns: new[] { "Event", "PostId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "exports");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "reservations");

            migrationBuilder.DropTable(
                name: "screens");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropIndex(
                name: "IX_posts_Event_CreatedAt",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "IX_posts_Event_State_ReceivedAt",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "DecidedBy",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "ShowAt",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "Traits",
                table: "posts");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backchannel.Hub.Archive.Migrations
{
    /// <inheritdoc />
    public partial class SameWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_posts_Event_Fingerprint",
                table: "posts");

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_Fingerprint_CreatedAt",
                table: "posts",
                columns: new[] { "Event", "Fingerprint", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_posts_Event_Fingerprint_CreatedAt",
                table: "posts");

            migrationBuilder.CreateIndex(
                name: "IX_posts_Event_Fingerprint",
                table: "posts",
                columns: new[] { "Event", "Fingerprint" });
        }
    }
}

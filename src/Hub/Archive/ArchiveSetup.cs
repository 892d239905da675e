using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Backchannel.Hub.Archive;

static class ArchiveSetup
{
    /// <summary><c>Data Source=…</c> for SQLite, <c>Host=…</c> for PostgreSQL.</summary>
    public const string ConnectionName = "Archive";

    public static IServiceCollection AddArchive(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString(ConnectionName) is { Length: > 0 } given
            ? given
            : $"Data Source={Path.Combine(HubOptions.DataFolder(configuration), "backchannel.db")}";
        services.AddPooledDbContextFactory<ArchiveDb>(options => Configure(options, connection));
        return services;
    }

    public static bool IsPostgres(string connection) => new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Host");

    /// <summary>Whether it names a database at all; not whether that can be reached.</summary>
    public static bool IsUsable(string connection)
    {
        try
        {
            return IsPostgres(connection)
                ? new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 }
                : new SqliteConnectionStringBuilder(connection).DataSource is { Length: > 0 };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Creates or upgrades the archive, and names it if it is new.</summary>
    /// <returns>Its epoch.</returns>
    public static async Task<string> Open(this IDbContextFactory<ArchiveDb> archives, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        if (db.Database.IsSqlite()) await PrepareFile(db, stop);
        await db.Database.MigrateAsync(stop);
        // Readers never wait for the writer. The mode is kept in the file.
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);
        var epoch = await db.Facts.FindAsync(["epoch"], stop);
        if (epoch is null)
        {
            db.Facts.Add(epoch = new() { Key = "epoch", Value = Guid.NewGuid().ToString("N")[..12] });
            await db.SaveChangesAsync(stop);
        }
        return epoch.Value;
    }

    /// <summary>Lets go of SQLite's file. Only then does its log go into it, and whoever copies the file has all of it.</summary>
    public static async Task Close(this IDbContextFactory<ArchiveDb> archives, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        if (db.Database.GetDbConnection() is SqliteConnection connection) SqliteConnection.ClearPool(connection);
    }

    internal static void Configure(DbContextOptionsBuilder options, string connection)
    {
        if (IsPostgres(connection))
            options.UseNpgsql(connection)
                // The migrations are written for SQLite and name no column types, so that they serve both; the comparison still minds.
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        else
            options.UseSqlite(connection).AddInterceptors(SqliteConnections.Instance);
    }

    static async Task PrepareFile(ArchiveDb db, CancellationToken stop)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        // Entity Framework keeps others from migrating at once by a row, for which it waits without end (dotnet/efcore#38958). A file has one hub: a row that is there is of one
        // that was killed.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", stop);
    }
}

/// <summary>For <c>dotnet ef migrations add</c>.</summary>
sealed class ArchiveDesign : IDesignTimeDbContextFactory<ArchiveDb>
{
    public ArchiveDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ArchiveDb>();
        ArchiveSetup.Configure(options, "Data Source=design.db");
        return new(options.Options);
    }
}

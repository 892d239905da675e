using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backchannel.Hub.Archive;

/// <summary>What each connection to SQLite is told before anything else.</summary>
sealed class SqliteConnections : DbConnectionInterceptor
{
    public static readonly SqliteConnections Instance = new();

    // SQLite leaves what was deleted in the file until something else takes the place: zeros are written over it. And 2 MB of pages, as it keeps
    // by itself, are few for rows whose ids come in no order: each would be read from the file again and again. Negative: in KiB.
    // A page that many commits change is copied from the log into the file once in 4,000 pages (16 MB) instead of once in 1,000.
    const string Pragmas = "PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        return command;
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backchannel.Hub.Archive;

/// <summary>SQLite leaves what was deleted in the file until something else takes the place: each connection is told to write zeros over it.</summary>
sealed class SecureDelete : DbConnectionInterceptor
{
    public static readonly SecureDelete Instance = new();

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
        command.CommandText = "PRAGMA secure_delete = ON";
        return command;
    }
}

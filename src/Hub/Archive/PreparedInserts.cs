using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Backchannel.Hub.Archive;

/// <summary>
/// New rows in SQLite, each table's by one prepared command: Entity Framework makes a command for each row there, which takes several times as long as
/// the row itself. Other databases are sent many rows at once by it.
/// </summary>
static class PreparedInserts
{
    /// <summary>
    /// Saves all changes, as <see cref="DbContext.SaveChangesAsync(CancellationToken)"/> does, in the transaction that is open, and as the last thing that is done
    /// with this context: it does not know the new rows any more.
    /// </summary>
    public static async Task Save(this ArchiveDb db, CancellationToken stop)
    {
        if (db.Database.IsSqlite() && db.Database.CurrentTransaction is { } transaction)
            foreach (var table in New(db).GroupBy(entry => entry.Metadata))
                Insert(db.Database.GetDbConnection(), transaction.GetDbTransaction(), table.Key, [.. table]);
        await db.SaveChangesAsync(stop);
    }

    static List<EntityEntry> New(ArchiveDb db)
    {
        // Asked for its entries it would compare every row with what it was, the new ones too.
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var added = db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList();
        db.ChangeTracker.AutoDetectChangesEnabled = detects;
        return added;
    }

    static void Insert(DbConnection connection, DbTransaction transaction, IEntityType type, List<EntityEntry> rows)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!);
        var columns = type.GetProperties().Select(property => (Name: property.GetColumnName(table), Value: ValueOf(property))).ToList();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, index) => $"$p{index}"))})";
        var parameters = columns.Select((column, index) =>
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{index}";
            command.Parameters.Add(parameter);
            return parameter;
        }).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++) parameters[i].Value = columns[i].Value(row.Entity) ?? DBNull.Value;
            _ = command.ExecuteNonQuery();
            // Unchanged, it would be copied to be compared with itself.
            row.State = EntityState.Detached;
        }
    }

    // As Entity Framework would write it.
    static Func<object, object?> ValueOf(IProperty property)
    {
        var (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
        return converter is null ? getter.GetClrValue : row => getter.GetClrValue(row) is { } value ? converter.ConvertToProvider(value) : null;
    }
}

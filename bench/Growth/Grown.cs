using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;

namespace Backchannel.Bench.Growth;

/// <summary>A product with as much of something as is asked for.</summary>
sealed class Grown : IAsyncDisposable
{
    const string Key = "a-key-made-for-this-run-only";
    const int Times = 40, Seeds = 1_000;

    public static readonly string[] Requests = ["event page", "session page", "wall", "Follow", "search", "trending"];

    static readonly string[] Settings = ["--Backchannel:ApiKey", Key];

    readonly string _data = Directory.CreateTempSubdirectory("backchannel-growth").FullName;
    readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };
    Product _product = null!;

    public static async Task<Grown> Start()
    {
        var grown = new Grown();
        await grown.Open();
        for (var i = 0; i < Seeds; i++) grown._product.Send();
        await grown.Until(Seeds);
        // After them: the network is asked anew for the hashtags of sessions, and what it sends meanwhile nobody hears.
        await grown.Sessions(10);
        return grown;
    }

    /// <summary>Copies those that are there, in the archive itself while nobody has it open: capturing a million would take long and measure something else.</summary>
    public async Task Posts(int count)
    {
        await _product.DisposeAsync();
        await using (var archive = new SqliteConnection($"Data Source={Path.Combine(_data, "backchannel.db")};Pooling=False"))
        {
            await archive.OpenAsync();
            var have = Convert.ToInt32(await Run(archive, "SELECT LastSeq FROM events"), CultureInfo.InvariantCulture);
            // All that are there at once, as often as it takes.
            for (; have < count; have += Math.Min(have, count - have))
            {
                var most = Math.Min(have, count - have);
                await Copy(archive, "posts", have, most, ("PostId", "PostId || '-' || $n"), ("ShownSeq", "ShownSeq + $n"), ("Body", "replace(Body, PostId, PostId || '-' || $n)"), ("CreatedAt", "CreatedAt + $n * 10000"), ("ReceivedAt", "ReceivedAt + $n * 10000"));
                await Copy(archive, "entries", have, most, ("PostId", "PostId || '-' || $n"), ("Seq", "Seq + $n"));
            }
            _ = await Run(archive, $"UPDATE events SET LastSeq = max(LastSeq, {count})");
        }
        await Open();
        await Until(count);
    }

    public async Task Sessions(int count)
    {
        var start = TimeProvider.System.GetUtcNow().AddHours(-1);
        using var answer = await _http.PutAsJsonAsync(Api("/sessions"), Enumerable.Range(0, count).Select(n => new SessionInfo(
            $"talk{n}", $"Talk number {n}, of ropes and tides", $"Room {n % 20}", null, [], start.AddMinutes(n / 20 * 45), start.AddMinutes((n / 20 * 45) + 40), [$"talk{n}"], null)), ContractJson.Options);
        _ = answer.EnsureSuccessStatusCode();
    }

    public async Task Events(int count)
    {
        var have = (await _http.GetFromJsonAsync<JsonArray>(new Uri(_product.Address, "/api/events")))!.Count;
        for (var n = have; n < count; n++)
        {
            using var answer = await _http.PostAsJsonAsync(new Uri(_product.Address, "/api/events"), new { name = $"Event {n}", hashtags = new[] { $"event{n}" } });
            _ = answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>CPU milliseconds of the product for each of <see cref="Requests"/>, without what it takes idling.</summary>
    public async Task<double[]> Costs()
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        var quiet = Use.Of(_product.Process);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var idle = (Use.Of(_product.Process).Cpu - quiet.Cpu).TotalMilliseconds / 5_000;
        var costs = new List<double>();
        foreach (var act in (Func<Task>[])
            [() => Get($"/{Product.Event}"), () => Get($"/{Product.Event}/sessions/talk3"), () => Get($"/{Product.Event}/wall"), Follow, () => Get($"/{Product.Event}/search?q=stage+zq0000042"), () => Get($"/api/events/{Product.Event}/trending")])
        {
            for (var i = 0; i < Times; i++) await act();
            var (before, began) = (Use.Of(_product.Process), TimeProvider.System.GetTimestamp());
            for (var i = 0; i < Times; i++) await act();
            costs.Add(Math.Max(0, (Use.Of(_product.Process).Cpu - before.Cpu).TotalMilliseconds - (idle * TimeProvider.System.GetElapsedTime(began).TotalMilliseconds)) / Times);
        }
        return [.. costs];
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_data, true);
    }

    async Task Open()
    {
        _product = await Product.Start(_data, Settings);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    Task Until(int posts) => Machine.Until($"{posts} are there", async () => (await _http.GetFromJsonAsync<JsonObject>(Api("")))!["posts"]!.GetValue<int>() >= posts, TimeSpan.FromMinutes(5));

    async Task Get(string path)
    {
        using var answer = await _http.GetAsync(new Uri(_product.Address, path));
        _ = answer.EnsureSuccessStatusCode();
        _ = await answer.Content.ReadAsByteArrayAsync();
    }

    async Task Follow()
    {
        await using var follower = new HubConnectionBuilder().WithUrl(new Uri(_product.Address, "/hubs/feed")).Build();
        await follower.StartAsync();
        _ = await follower.InvokeAsync<JsonObject>("Follow", Product.Event, null, null);
    }

    Uri Api(string path) => new(_product.Address, $"/api/events/{Product.Event}{path}");

    static async Task Copy(SqliteConnection archive, string table, int by, int most, params (string Column, string As)[] changed)
    {
        var columns = new List<string>();
        await using (var read = archive.CreateCommand())
        {
            read.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync()) columns.Add(rows.GetString(0));
        }
        var seq = table == "posts" ? "ShownSeq" : "Seq";
        var values = columns.Select(column => changed.FirstOrDefault(each => each.Column == column).As ?? $"\"{column}\"");
        _ = await Run(archive, $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values).Replace("$n", by.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)} FROM {table} WHERE {seq} BETWEEN 1 AND {most}");
    }

    static async Task<object?> Run(SqliteConnection archive, string sql)
    {
        await using var command = archive.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        return await command.ExecuteScalarAsync();
    }
}

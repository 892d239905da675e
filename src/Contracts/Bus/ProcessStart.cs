using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backchannel.Contracts;

/// <summary>Runs a process to its end.</summary>
public static class ProcessStart
{
    /// <summary>Builds and runs. Settings that cannot be used stop the start: all of them are listed, each with its key and the cure.</summary>
    /// <returns>The exit code: 0, or 2 for settings that cannot be used. What else goes wrong is thrown.</returns>
    public static async Task<int> Run(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            // The host would do this too, but it logs what it finds with the way by which it found it.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (Faults(failure) is { Length: > 0 } faults)
        {
            Console.Error.WriteLine("Backchannel cannot start with these settings:");
            foreach (var fault in faults) Console.Error.WriteLine($"  - {fault}");
            return 2;
        }
    }

    static string[] Faults(Exception failure) => failure switch
    {
        OptionsValidationException options => [.. options.Failures.SelectMany(fault => fault.Split(Environment.NewLine))],
        AggregateException many => [.. many.InnerExceptions.SelectMany(Faults)],
        // The binder's own words name the key and what it should have been.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => [unreadable.Message],
        IOException { InnerException: AddressInUseException } taken => [$"urls (--urls): {taken.Message.TrimEnd('.')}. Stop what listens there, or give another address, such as http://localhost:5081."],
        _ => [],
    };
}

using System.Net;
using System.Text.Json;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>
/// The other side of <see cref="BotProcess"/>: this program as a bot. It reads its settings from the first line of standard input, writes
/// its address to standard output, and ends when standard input does, so that it never outlives whoever started it.
/// </summary>
internal static class MeasuredBot
{
    /// <summary>The argument that starts it; not for people.</summary>
    public const string Mode = "measured-bot";

    /// <summary>The wire with a bot that says everything again.</summary>
    public const string BareEcho = "bare-echo";

    /// <summary>The same behind the bot's layer that runs an activity once.</summary>
    public const string Echo = "echo";

    /// <summary>CompetencyBot as it is.</summary>
    public const string Whole = "whole";

    /// <summary>The same on the machine's own clock, which several instances have in common.</summary>
    public const string Today = "today";

    public static async Task<int> RunAsync(string kind)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, string?>>(await Console.In.ReadLineAsync() ?? "{}")!;
        if (kind is Whole or Today)
        {
            var clock = kind == Whole ? SampleProgramme.Competencies.Clock(TimeProvider.System) : TimeProvider.System;
            await using var bot = await RunningBot.StartAsync(0, settings, clock, CancellationToken.None);
            await ServeAsync(bot.Address.ToString());
            return 0;
        }

        await using var app = EchoApp(settings, deduplication: kind == Echo);
        await app.StartAsync();
        await ServeAsync(app.Urls.First());
        await app.StopAsync();
        return 0;
    }

    private static async Task ServeAsync(string address)
    {
        await Console.Out.WriteLineAsync(address);
        await Console.In.ReadToEndAsync();
    }

    private static WebApplication EchoApp(Dictionary<string, string?> settings, bool deduplication)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddBotFramework(builder.Configuration.GetSection(BotFrameworkOptions.Section), builder.Environment);
        if (deduplication)
        {
            builder.AddStorage();
            builder.Services.AddScoped<SeenActivities>();
            builder.Services.AddScoped<ITurnMiddleware, IgnoreRepeats>();
        }

        builder.Services.AddSingleton<ITurnMiddleware, EchoLayer>();
        var app = builder.Build();
        app.MapBotFramework();
        return app;
    }

    private sealed class EchoLayer : ITurnMiddleware
    {
        public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
        {
            await turn.ReplyAsync(OutboundActivity.Message(turn.Activity.Text ?? ""), cancellationToken);
            return null;
        }
    }
}

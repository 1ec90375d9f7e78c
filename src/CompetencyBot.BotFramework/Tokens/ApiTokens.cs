using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Tokens;

/// <summary>Tokens of a registration for another service than the Bot Connector, kept and renewed as the bot's own.</summary>
/// <param name="registration">Whose credential is used.</param>
/// <param name="scope">What is asked for, such as <c>https://graph.microsoft.com/.default</c>.</param>
public sealed class ApiTokens(
    BotFrameworkOptions registration, string scope, IHttpClientFactory http, TimeProvider clock, ILoggerFactory logs) : IDisposable
{
    private readonly BotTokens _tokens = new(
        BotFrameworkSetup.Source(registration, http, clock, scope), clock, logs.CreateLogger<BotTokens>());

    /// <returns>Null where the bot has no app id.</returns>
    /// <exception cref="BotTokenException">No token is to be had.</exception>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) => _tokens.GetAsync(cancellationToken);

    public void Dispose() => _tokens.Dispose();
}

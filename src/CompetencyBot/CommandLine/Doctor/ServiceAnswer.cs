using System.Text.Json;
using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>What another machine answered to a plain GET.</summary>
/// <param name="Fault">Why there was no answer; null when there was one.</param>
/// <param name="ClockAhead">How far this machine's clock is ahead of that one's; exact to a second or two.</param>
public sealed record ServiceAnswer(
    Uri Address, int Status = 0, bool IsOpenIdMetadata = false, TimeSpan? ClockAhead = null, string? Fault = null)
{
    /// <summary>Much more than any metadata, in bytes.</summary>
    private const int MostContent = 1 << 20;

    public bool IsReached => Fault is null;

    public static async Task<ServiceAnswer> OfAsync(Installation installation, Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        using var patience = new CancellationTokenSource(Installation.Patience, installation.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        // The bot's own client, so that a proxy is set up in one place.
        using var client = installation.Services.GetRequiredService<IHttpClientFactory>().CreateClient(BotFrameworkSetup.KeysClient);
        client.MaxResponseContentBufferSize = MostContent;
        try
        {
            using var response = await client.GetAsync(address, either.Token);
            var ahead = installation.Clock.GetUtcNow() - response.Headers.Date;
            var content = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new(address, (int)response.StatusCode, NamesKeys(content), ahead);
        }
        catch (HttpRequestException failure)
        {
            return new(address, Fault: failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(address, Fault: DoctorTexts.NoAnswer);
        }
    }

    private static bool NamesKeys(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("jwks_uri", out var keys)
                && keys.ValueKind == JsonValueKind.String;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

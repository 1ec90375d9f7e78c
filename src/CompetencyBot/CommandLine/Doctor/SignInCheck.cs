using System.Runtime.CompilerServices;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Tokens;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>The services that sign tokens: whether they are reached, agree with this machine's clock and give the bot its token.</summary>
public static class SignInCheck
{
    /// <summary>What the check of a token's lifetime forgives.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public static async IAsyncEnumerable<Finding> RunAsync(
        Installation installation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        if (installation.IsAnonymous || installation.WireFaults.Count > 0)
        {
            yield return Finding.Note(installation.IsAnonymous ? DoctorTexts.SignInNotNeeded : DoctorTexts.SignInNotTried);
            yield break;
        }

        var metadata = await ServiceAnswer.OfAsync(installation, new Uri(installation.Wire.MetadataUrl), cancellationToken);
        yield return OfMetadata(metadata);
        ServiceAnswer? tokens = null;
        if (WireCheck.TokenAddress(installation.Wire) is { } address)
        {
            tokens = await ServiceAnswer.OfAsync(installation, address, cancellationToken);
            yield return OfTokenService(tokens);
        }

        yield return OfClock(tokens?.ClockAhead ?? metadata.ClockAhead);
        if (tokens is not { IsReached: false })
            yield return await TokenAsync(installation, cancellationToken);
    }

    private static Finding OfMetadata(ServiceAnswer answer) =>
        !answer.IsReached ? Finding.Problem(DoctorTexts.NotReached, answer.Address, Finding.Sentence(answer.Fault))
        : answer.Status != 200 ? Finding.Problem(DoctorTexts.Answered, answer.Address, answer.Status)
        : answer.IsOpenIdMetadata ? Finding.Good(DoctorTexts.Reached, answer.Address)
        : Finding.Problem(DoctorTexts.NotMetadata, answer.Address);

    // It was asked without a form to fill in: that it refuses is as good as that it answers.
    private static Finding OfTokenService(ServiceAnswer answer) =>
        !answer.IsReached ? Finding.Problem(DoctorTexts.NotReached, answer.Address, Finding.Sentence(answer.Fault))
        : answer.Status >= 500 ? Finding.Problem(DoctorTexts.Answered, answer.Address, answer.Status)
        : Finding.Good(DoctorTexts.Reached, answer.Address);

    private static Finding OfClock(TimeSpan? ahead) => ahead switch
    {
        null => Finding.Note(DoctorTexts.ClockUnknown),
        { } difference when difference.Duration() < ClockTolerance =>
            Finding.Good(DoctorTexts.ClockRight, difference.Duration().TotalSeconds),
        { } difference => Finding.Problem(
            difference > TimeSpan.Zero ? DoctorTexts.ClockFast : DoctorTexts.ClockSlow, difference.Duration().TotalMinutes),
    };

    private static async Task<Finding> TokenAsync(Installation installation, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Installation.Patience, installation.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var http = installation.Services.GetRequiredService<IHttpClientFactory>();
            var until = await WireCheck.RequestTokenAsync(installation.Wire, http, installation.Clock, either.Token);
            return Finding.Good(DoctorTexts.TokenGiven, (until - installation.Clock.GetUtcNow()).TotalMinutes);
        }
        catch (BotTokenException refusal)
        {
            return Finding.Problem(DoctorTexts.TokenRefused, Finding.Sentence(refusal.Message));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Problem(DoctorTexts.TokenRefused, DoctorTexts.NoAnswer);
        }
    }
}

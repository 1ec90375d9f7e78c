namespace CompetencyBot.Features.AccountLink.SignIn;
public sealed record SignedInAccount(string Subject, string Address, string? Name);
public abstract record SignInResult
{
    public sealed record Done(SignedInAccount Account) : SignInResult;
    public sealed record Wrong(int TriesLeft) : SignInResult;
    public sealed record TooMany : SignInResult;
    public sealed record Expired : SignInResult;
    public sealed record NothingWaits : SignInResult;
    public sealed record NotYet : SignInResult;
}
public sealed class SignIns
{
    public bool IsConfigured => true;
    public Task<Uri?> BeginAsync(string person, string objectId, string locale, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task WithdrawAsync(string person, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<SignInResult> RedeemAsync(string person, string objectId, string code, CancellationToken cancellationToken) => throw new NotImplementedException();
}
public static class SignInTime { public const int Minutes = 10; public const int Digits = 6; }

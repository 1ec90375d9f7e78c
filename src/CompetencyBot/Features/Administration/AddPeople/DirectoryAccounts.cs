using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.Graph.Models;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// Asks Microsoft Graph for users, makes them and enters their managers; permission <c>User.ReadWrite.All</c>, which is the least with which an application may create users. A
/// failure never has a word of a request in it, so no password either.
/// </summary>
public sealed class DirectoryAccounts(GraphConnection graph)
{
    /// <param name="who">Address or object id.</param>
    /// <returns>Neither a value nor a failure when there is no such user.</returns>
    public async Task<GraphAnswer<User>> FindAsync(string who, CancellationToken cancellationToken)
    {
        var answer = await graph.AskAsync(
            (client, token) => client.Users[who].GetAsync(request => request.QueryParameters.Select = ["id", "displayName", "createdDateTime"], token), cancellationToken);
        return answer.Failure is GraphFailure.Refused { Status: 404 } ? new GraphAnswer<User>(null, null) : answer;
    }

    public Task<GraphAnswer<User>> CreateAsync(AddedPerson person, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        var user = new User
        {
            AccountEnabled = true,
            DisplayName = person.DisplayName,
            UserPrincipalName = person.UserPrincipalName,
            MailNickname = person.UserPrincipalName.Split('@')[0],
            PasswordProfile = new PasswordProfile { Password = password, ForceChangePasswordNextSignIn = true },
        };

        // What is set to null is sent as null, which is not the same as leaving it out.
        if (person.GivenName is { } givenName)
            user.GivenName = givenName;
        if (person.Surname is { } surname)
            user.Surname = surname;
        if (person.UsageLocation is { } country)
            user.UsageLocation = country;
        if (person.Language is { } language)
            user.PreferredLanguage = language;
        return graph.AskAsync((client, token) => client.Users.PostAsync(user, cancellationToken: token), cancellationToken);
    }

    /// <returns>Null when it went well.</returns>
    public async Task<GraphFailure?> SetManagerAsync(string user, string manager, CancellationToken cancellationToken)
    {
        var reference = new ReferenceUpdate { OdataId = $"{graph.Address}/users/{manager}" };
        var answer = await graph.AskAsync<object>(
            async (client, token) =>
            {
                await client.Users[user].Manager.Ref.PutAsync(reference, cancellationToken: token);
                return null;
            },
            cancellationToken);
        return answer.Failure;
    }
}

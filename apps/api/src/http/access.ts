import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '../errors/app-error.js';

/** Who may call a handler. `public`: anybody who reaches the port; `read`: whoever may see the clusters. */
export type AccessLevel = 'public' | 'read';

export const ACCESS_KEY = 'netkaart:access';

/** Declares a handler's access; without it nobody gets in. */
export const Access = (level: AccessLevel): MethodDecorator => SetMetadata(ACCESS_KEY, level);

/**
 * Default deny: a handler that does not declare its access answers nobody. On loopback whoever reaches the port may read;
 * Host and Origin were checked before (see local-only).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const level = this.reflector.get<AccessLevel | undefined>(ACCESS_KEY, context.getHandler());
    if (level === undefined) throw new AppError('not_found', 'This address leads nowhere.');
    return true;
  }
}
